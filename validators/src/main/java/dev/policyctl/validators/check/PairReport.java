package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.Found;
import dev.policyctl.analysis.anomaly.PairAnswer;
import dev.policyctl.analysis.anomaly.Paired;
import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Severity;
import java.math.BigInteger;
import java.util.List;

/** Findings about pairs of rules: those with one cause once, and a word on those not listed. */
final class PairReport<T extends Paired> {
  private final BundleAnalysis analysis;
  private final FindingCode code;
  private final FindingSink sink;

  PairReport(BundleAnalysis analysis, FindingCode code, FindingSink sink) {
    this.analysis = analysis;
    this.code = code;
    this.sink = sink;
  }

  /** How stars are put together. */
  @FunctionalInterface
  interface Stars<T extends Paired> {
    List<Star<T>> of(List<T> pairs, boolean joint);
  }

  /** What is said of a star. */
  interface Words<T extends Paired> {
    String message(Star<T> star, Wording wording);

    /** What is said of another rule, at its place. */
    String related(Star<T> star, T pair, Wording wording);

    /** What to do about it. */
    String help(Star<T> star);

    Request witness(T pair);
  }

  void report(PairAnswer<T> answer, Stars<T> stars, Words<T> words) {
    report(answer.direct(), false, stars, words);
    report(answer.joint(), true, stars, words);
  }

  private void report(Found<T> found, boolean joint, Stars<T> stars, Words<T> words) {
    for (Star<T> star : stars.of(found.listed(), joint)) {
      sink.report(finding(star, words));
    }
    more(found, joint);
  }

  private Finding.Builder finding(Star<T> star, Words<T> words) {
    Wording wording = Wording.of(analysis);
    Finding.Builder finding =
        analysis
            .about(code, star.hub(), words.message(star, wording))
            .severity(severity(star.joint()))
            .help(words.help(star) + Wording.see(code))
            .witness(AuthZen.write(words.witness(star.firstPair())));
    if (star.joint()) {
      finding.subject("rule:" + star.hub().id() + "/joint");
    }
    star.pairs().stream()
        .filter(pair -> star.partner(pair) != star.hub())
        .limit(DeadRuleReport.RELATED)
        .forEach(
            pair ->
                finding.related(
                    star.partner(pair).rule().id().span(), words.related(star, pair, wording)));
    star.partners().stream()
        .map(RankedRule::id)
        .filter(id -> !id.equals(star.hub().id()))
        .distinct()
        .forEach(finding::rule);
    return finding;
  }

  /** What it takes two roles to show weighs less. */
  private Severity severity(boolean joint) {
    if (!joint) {
      return code.severity();
    }
    return code.severity() == Severity.ERROR ? Severity.WARNING : Severity.NOTE;
  }

  /** Whoever waives all that is listed must not believe that this was all. */
  private void more(Found<T> found, boolean joint) {
    long left = found.count() - found.listed().size();
    if (left > 0 || found.atLeast()) {
      String least = found.atLeast() ? "at least " : "";
      sink.report(
          analysis
              .about(
                  code,
                  "there are "
                      + least
                      + Wording.number(BigInteger.valueOf(found.count()))
                      + " pairs of such rules; "
                      + Wording.number(BigInteger.valueOf(found.listed().size()))
                      + " are listed")
              .severity(severity(joint))
              .subject(joint ? "more/joint" : "more")
              .help("mend those first" + Wording.see(code)));
    }
  }
}
