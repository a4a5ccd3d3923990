/** Tests of suites: YAML as a user writes it goes in, results and findings come out. */
@NullMarked
package dev.policyctl.suites;

import org.jspecify.annotations.NullMarked;
