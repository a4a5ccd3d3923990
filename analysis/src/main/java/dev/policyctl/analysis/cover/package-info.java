/**
 * Boxes in a request space: which rules overlap one, whether a union of boxes covers another, and
 * what every part of a box is decided as. Called by the analyses; knows no findings.
 */
@NullMarked
package dev.policyctl.analysis.cover;

import org.jspecify.annotations.NullMarked;
