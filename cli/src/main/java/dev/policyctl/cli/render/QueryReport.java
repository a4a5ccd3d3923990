package dev.policyctl.cli.render;

import dev.policyctl.analysis.query.AccessAnswer;

/**
 * What {@code query} prints.
 *
 * @param source what was read: the work tree
 * @param policy {@code environment/tenant}
 * @param asOf the moment from which on requests are considered
 * @param question {@code who can} or {@code what can}
 */
public record QueryReport(
    String source, String policy, String asOf, String question, AccessAnswer answer) {}
