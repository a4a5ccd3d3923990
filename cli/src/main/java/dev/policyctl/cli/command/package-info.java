/** The commands, one class each: parse, call, render. */
@NullMarked
package dev.policyctl.cli.command;

import org.jspecify.annotations.NullMarked;
