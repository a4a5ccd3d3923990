package dev.policyctl.cli.render;

import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.cli.render.TextTable.Cell;
import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.model.config.TrustConfiguration.SigningKey;
import dev.policyctl.model.text.Text;
import dev.policyctl.trust.KeyStanding;
import dev.policyctl.trust.TrustReview;
import dev.policyctl.trust.TrustReview.ReviewedKey;
import dev.policyctl.trust.TrustReview.ReviewedPerson;
import dev.policyctl.trust.TrustReview.ReviewedQuorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who may do what, for people: a table of persons, one of their keys, one of what needs reviews.
 */
public final class PrettyTrustList implements TrustRenderer {
  private static final int WIDEST_DETAIL = 56;

  private final Terminal terminal;

  public PrettyTrustList(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String render(TrustReport report) {
    StringBuilder out = new StringBuilder();
    out.append(terminal.styled(Style.STRONG, report.head()))
        .append(Terminal.safe(": " + report.scope()))
        .append('\n');
    report
        .review()
        .ifPresent(
            review -> {
              people(review.people(), out);
              quorum(review, out);
              out.append('\n').append(committer(review)).append('\n');
            });
    if (!report.summary().equals("no findings")) {
      out.append('\n')
          .append(
              terminal.styled(
                  report.reading().complete() ? Style.WARNING : Style.ERROR, report.summary()))
          .append(Terminal.safe(hint(report)))
          .append('\n');
    }
    return out.toString();
  }

  private static String hint(TrustReport report) {
    return report.reading().complete()
        ? ": `policyctl trust check` tells them"
        : ": what is broken is left out here; `policyctl trust check` tells it";
  }

  private void people(List<ReviewedPerson> people, StringBuilder out) {
    if (people.isEmpty()) {
      out.append('\n').append(terminal.styled(Style.STRONG, "nobody may sign")).append('\n');
      return;
    }
    TextTable table = new TextTable(terminal);
    table.row(head("person", "roles", "for", "e-mails", "keys"));
    for (ReviewedPerson reviewed : people) {
      Person person = reviewed.person();
      Cell keys = Cell.NOTHING;
      for (ReviewedKey key : reviewed.keys()) {
        keys = keys.below(key(key));
      }
      table.row(
          List.of(
              Cell.plain(person.id().value()).styled(Style.STRONG),
              Cell.of(person.roles().stream().map(Role::label).toList()),
              scope(person),
              lines(words(person.emails())),
              reviewed.keys().isEmpty() ? Cell.plain("none").styled(Style.WARNING) : keys));
    }
    out.append('\n');
    table.write("  ", out);
  }

  /** One below the other. */
  private static Cell lines(List<String> words) {
    return words.isEmpty() ? Cell.plain("") : new Cell(Style.PLAIN, words);
  }

  private static Cell scope(Person person) {
    if (person.environments().isEmpty() && person.tenants().isEmpty()) {
      return Cell.plain("everything");
    }
    Cell scope = Cell.NOTHING;
    if (!person.environments().isEmpty()) {
      scope = scope.below(Cell.of("environment ", words(person.environments())));
    }
    return person.tenants().isEmpty()
        ? scope
        : scope.below(Cell.of("tenant ", words(person.tenants())));
  }

  private static List<String> words(List<Text> texts) {
    return texts.stream().map(Text::value).toList();
  }

  private static Cell key(ReviewedKey reviewed) {
    SigningKey key = reviewed.key();
    KeyStanding standing = reviewed.standing();
    Cell cell = Cell.plain(key.type().label() + " " + key.fingerprint().value());
    String times =
        key.from().map(from -> "from " + from).orElse("")
            + (key.from().isPresent() && key.until().isPresent() ? " " : "")
            + key.until().map(until -> "until " + until).orElse("");
    if (!times.isEmpty()) {
      cell = cell.below(Cell.plain("  " + times));
    }
    String detail = standing.detail().isEmpty() ? "" : ": " + standing.detail();
    for (String line : wrapped(standing.state().label() + detail)) {
      cell = cell.below(Cell.plain("  " + line));
    }
    return cell;
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && Terminal.width(line + " " + word) > WIDEST_DETAIL) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private void quorum(TrustReview review, StringBuilder out) {
    if (review.quorum().isEmpty()) {
      out.append('\n').append("no change needs a reviewer: there is no `quorum`\n");
      return;
    }
    TextTable table = new TextTable(terminal);
    table.row(head("a change of", "needs", "who could review it"));
    for (ReviewedQuorum reviewed : review.quorum()) {
      boolean enough = reviewed.reviewers().size() >= reviewed.quorum().reviewers();
      table.row(
          List.of(
              lines(words(reviewed.quorum().paths())),
              Cell.plain(Counts.of(reviewed.quorum().reviewers(), "reviewer")),
              (reviewed.reviewers().isEmpty()
                      ? Cell.plain("nobody")
                      : Cell.of(reviewed.reviewers()))
                  .styled(enough ? Style.PLAIN : Style.ERROR)));
    }
    out.append('\n');
    table.write("  ", out);
  }

  private static String committer(TrustReview review) {
    return review.configuration().committerMustBeSigner()
        ? "the committer's e-mail must be one of the signer's"
        : "a committer other than the signer is told, and no reason to refuse";
  }

  private static List<Cell> head(String... titles) {
    return List.of(titles).stream()
        .map(title -> Cell.plain(title.toUpperCase(Locale.ROOT)).styled(Style.DIM))
        .toList();
  }
}
