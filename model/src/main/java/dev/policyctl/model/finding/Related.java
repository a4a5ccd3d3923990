package dev.policyctl.model.finding;

/** Another place that a finding is about, and what it has to do with it. */
public record Related(Span span, String message) {}
