/**
 * Who can do what: a compiled policy and a question that confines its request space come in; exact
 * counts by decision, few regions in the words of registries, and matrices of two dimensions go
 * out. Called by the commands that answer questions.
 */
@NullMarked
package dev.policyctl.analysis.query;

import org.jspecify.annotations.NullMarked;
