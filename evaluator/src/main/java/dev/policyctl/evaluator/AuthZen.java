package dev.policyctl.evaluator;

import java.io.IOException;
import java.io.Reader;

/**
 * Requests and decisions as JSON, in the shape of the OpenID AuthZEN Authorization API 1.0.
 *
 * <p>Reading never throws for what the text holds: text that is no request becomes {@link
 * Request#unreadable}, which every engine denies. Unknown fields are ignored; {@code null} is
 * absence. A duplicate key anywhere, a known field of the wrong type, a number outside its domain,
 * an absent {@code context.time}, text behind the object, nesting beyond 64 levels or more than 1
 * MiB make it unreadable.
 */
public final class AuthZen {
  private AuthZen() {}

  /** Reads one request. */
  public static Request readRequest(String json) {
    return RequestReader.read(json);
  }

  /** Reads one request from UTF-8; other bytes make it unreadable. */
  public static Request readRequest(byte[] utf8) {
    return RequestReader.read(utf8);
  }

  /**
   * Reads one request up to the end of a stream, which stays open.
   *
   * @throws IOException when the stream itself fails
   */
  public static Request readRequest(Reader json) throws IOException {
    return RequestReader.read(json);
  }

  /**
   * Writes a request, as it can be read back: one line of ASCII, keys always in the same order.
   * What the request lacks is left out.
   */
  public static String write(Request request) {
    return RequestWriter.write(request);
  }

  /** Writes a decision: one line of ASCII, keys always in the same order. */
  public static String write(Decision decision) {
    return JsonText.write(json -> DecisionWriter.write(json, decision));
  }

  /**
   * Writes an explanation: one line of ASCII, keys always in the same order. The decision stands
   * under {@code decision} as {@link #write(Decision)} writes it.
   */
  public static String write(Explanation explanation) {
    return JsonText.write(json -> ExplanationWriter.write(json, explanation));
  }
}
