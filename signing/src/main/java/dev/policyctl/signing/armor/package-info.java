/**
 * The text form of signatures, keys and certificates: base 64 between a {@code BEGIN} and an {@code
 * END} line. In come untrusted bytes, out come labelled blocks; nothing but such blocks is let
 * through. For the packages of this module only.
 */
@NullMarked
package dev.policyctl.signing.armor;

import org.jspecify.annotations.NullMarked;
