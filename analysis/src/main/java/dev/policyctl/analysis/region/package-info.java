/**
 * What a policy decides in boxes, and boxes in words: the rules that meet a box as a ladder, few
 * and large boxes out of many, names and globs and times instead of atoms. Called by the analyses
 * whose answers are regions.
 */
@NullMarked
package dev.policyctl.analysis.region;

import org.jspecify.annotations.NullMarked;
