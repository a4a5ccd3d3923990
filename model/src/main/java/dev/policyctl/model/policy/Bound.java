package dev.policyctl.model.policy;

import java.math.BigDecimal;

/** An end of an interval. */
public record Bound(BigDecimal value, boolean inclusive) {}
