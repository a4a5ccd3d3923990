/** What scripts rely on: the exit codes and the version. Everything in the program may use it. */
@NullMarked
package dev.policyctl.cli.contract;

import org.jspecify.annotations.NullMarked;
