package dev.policyctl.evaluator;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request whose strings one engine has looked up, for a gateway that asks about it more than
 * once. Immutable; it means something only to the engine that made it.
 */
public final class ResolvedRequest {
  final PolicyEngine engine;
  final Request request;

  /** What is denied before any rule; then nothing below is meaningful. */
  final @Nullable Decision early;

  /** By position; of roles and classifications the first. */
  final int[] values;

  /** Bits of the positions, but classifications, whose value no omitted selector accepts. */
  final int special;

  /** Asserted and registered, ascending, or the special value that stands for them. */
  final int[] roles;

  /** Ascending, without repetition; never empty. */
  final int[] classes;

  final List<String> droppedRoles;

  /** What silence would be the reason for, classifications left aside. */
  final @Nullable Reason silence;

  ResolvedRequest(
      PolicyEngine engine,
      Request request,
      int[] values,
      int special,
      int[] roles,
      int[] classes,
      List<String> droppedRoles,
      @Nullable Reason silence) {
    this.engine = engine;
    this.request = request;
    this.early = null;
    this.values = values;
    this.special = special;
    this.roles = roles;
    this.classes = classes;
    this.droppedRoles = droppedRoles;
    this.silence = silence;
  }

  ResolvedRequest(PolicyEngine engine, Request request, Decision early) {
    this.engine = engine;
    this.request = request;
    this.early = early;
    this.values = new int[0];
    this.special = 0;
    this.roles = values;
    this.classes = values;
    this.droppedRoles = List.of();
    this.silence = null;
  }

  /** The request's time; every request that is not denied early has one. */
  Instant time() {
    return Objects.requireNonNull(request.timeOrNull());
  }

  /** What the request itself says. */
  public Request request() {
    return request;
  }
}
