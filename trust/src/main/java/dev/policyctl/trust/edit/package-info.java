/**
 * Writing into YAML that people wrote: in come a file as it was read and a value; out comes the
 * text with the value in it and every other character as it was, or nothing. For the package above.
 */
@NullMarked
package dev.policyctl.trust.edit;

import org.jspecify.annotations.NullMarked;
