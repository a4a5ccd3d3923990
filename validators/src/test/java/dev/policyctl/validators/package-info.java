/**
 * Golden cases of everything that a policy repository can be told off for, and tests of the pages
 * that explain it.
 */
@NullMarked
package dev.policyctl.validators;

import org.jspecify.annotations.NullMarked;
