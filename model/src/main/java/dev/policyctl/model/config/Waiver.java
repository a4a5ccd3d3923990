package dev.policyctl.model.config;

import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.Optional;

/**
 * A finding that somebody answers for until a day: an entry of {@code .policyctl-waivers.yaml}.
 *
 * @param path a glob over paths, where the waiver is limited to some
 * @param expires from this instant on it silences nothing, and is an error itself
 */
public record Waiver(
    Span span,
    Text id,
    FindingCode code,
    Optional<Text> path,
    Optional<Text> rule,
    Optional<Text> environment,
    Optional<Text> tenant,
    String reason,
    String owner,
    Instant expires,
    Span expiresSpan) {}
