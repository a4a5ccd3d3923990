/** The program: its entry point, its exit codes, how failures reach people. Wiring only. */
@NullMarked
package dev.policyctl.cli;

import org.jspecify.annotations.NullMarked;
