/** Reports to text, one renderer a format. */
@NullMarked
package dev.policyctl.cli.render;

import org.jspecify.annotations.NullMarked;
