/**
 * The checks, one class each, named after the defect that it finds. Stateless, without I/O. To add
 * one, see CONTRIBUTING.md.
 */
@NullMarked
package dev.policyctl.validators.check;

import org.jspecify.annotations.NullMarked;
