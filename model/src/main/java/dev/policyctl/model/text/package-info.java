/**
 * Text of policy files as located nodes. Untrusted bytes come in; a tree whose every node knows its
 * file, line and column goes out, and a finding for each thing that YAML allows and a policy file
 * must not hold.
 */
@NullMarked
package dev.policyctl.model.text;

import org.jspecify.annotations.NullMarked;
