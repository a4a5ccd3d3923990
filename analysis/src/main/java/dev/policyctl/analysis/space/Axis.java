package dev.policyctl.analysis.space;

import dev.policyctl.evaluator.Request;

/**
 * One axis of the request space: finitely many atoms, numbered from 0, such that no rule tells
 * apart two requests that have the same atoms.
 */
public sealed interface Axis permits CategoryAxis, NumberAxis, TimeAxis {

  /** The word for the axis in reports: {@code model}, {@code input_tokens}, {@code time}. */
  String label();

  /** How many atoms there are. */
  int size();

  /** An atom in words: a registry's id, an interval, a stretch of time. */
  String name(int atom);

  /** Puts a value that has the atom into a request. */
  void put(int atom, Request.Builder request);
}
