package dev.policyctl.evaluator;

import java.time.Instant;
import java.util.Arrays;
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

  /** What the request itself says, as {@link RequestWords} has it. */
  final long[] words;

  /** What is denied before any rule; then nothing below is meaningful. */
  final @Nullable Decision early;

  /**
   * By position; of roles and classifications the first. Behind them all roles, if there are
   * several, and all classifications, likewise: most requests have one of each, and so one array.
   */
  final int[] values;

  /** Bits of the positions, but classifications, whose value no omitted selector accepts. */
  final int special;

  /** Where the roles stand: asserted and registered, ascending, or a special value alone. */
  final int rolesFrom;

  final int rolesTo;

  /** Where the classifications stand: ascending, without repetition; never none. */
  final int classesFrom;

  final int classesTo;

  final List<String> droppedRoles;

  /**
   * @param roles how many roles stand behind the positions, if there are several, else 1
   * @param classes how many classifications stand behind those, likewise
   */
  ResolvedRequest(
      PolicyEngine engine,
      Request request,
      int[] values,
      int special,
      int roles,
      int classes,
      List<String> droppedRoles) {
    this.engine = engine;
    this.request = request;
    this.words = request.words;
    this.early = null;
    this.values = values;
    this.special = special;
    int several = values.length - (classes > 1 ? classes : 0);
    this.classesFrom = classes > 1 ? several : Space.CLASSES;
    this.classesTo = classesFrom + classes;
    this.rolesFrom = roles > 1 ? several - roles : Space.ROLES;
    this.rolesTo = rolesFrom + roles;
    this.droppedRoles = droppedRoles;
  }

  ResolvedRequest(PolicyEngine engine, Request request, Decision early) {
    this.engine = engine;
    this.request = request;
    this.words = request.words;
    this.early = early;
    this.values = new int[0];
    this.special = 0;
    this.rolesFrom = 0;
    this.rolesTo = 0;
    this.classesFrom = 0;
    this.classesTo = 0;
    this.droppedRoles = List.of();
  }

  /** How many positions there are. */
  int positions() {
    return values.length - (severalRoles() ? rolesTo - rolesFrom : 0) - severalClasses();
  }

  private int severalClasses() {
    return classesTo - classesFrom > 1 ? classesTo - classesFrom : 0;
  }

  boolean severalRoles() {
    return rolesTo - rolesFrom > 1;
  }

  /** The roles; a copy. */
  int[] roles() {
    return Arrays.copyOfRange(values, rolesFrom, rolesTo);
  }

  /** The classifications; a copy. */
  int[] classes() {
    return Arrays.copyOfRange(values, classesFrom, classesTo);
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
