/** Options that several commands share, as picocli mixins, and where their defaults come from. */
@NullMarked
package dev.policyctl.cli.option;

import org.jspecify.annotations.NullMarked;
