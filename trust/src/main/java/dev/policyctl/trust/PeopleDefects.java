package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.Text;
import dev.policyctl.trust.TrustReview.ReviewedPerson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is wrong with the people of a configuration. */
final class PeopleDefects {
  private final List<TrustDefect> defects = new ArrayList<>();
  private final Map<String, Span> ids = new HashMap<>();
  private final Map<String, String> emails = new HashMap<>();

  private PeopleDefects() {}

  static List<TrustDefect> of(List<ReviewedPerson> people) {
    PeopleDefects defects = new PeopleDefects();
    for (ReviewedPerson person : people) {
      defects.id(person.person().id());
      defects.emails(person.person());
      defects.keys(person);
    }
    return defects.defects;
  }

  private void id(Text id) {
    Span first = ids.putIfAbsent(id.value(), id.span());
    if (first != null) {
      defects.add(
          TrustDefect.error(
              id.span(),
              "there are two people `" + id.value() + "`, the first at " + first,
              "one person is one entry: two could review each other"));
    }
  }

  private void emails(Person person) {
    String id = person.id().value();
    for (Text email : person.emails()) {
      String owner = emails.putIfAbsent(email.value().toLowerCase(Locale.ROOT), id);
      if (owner != null && !owner.equals(id)) {
        defects.add(
            TrustDefect.warning(
                email.span(),
                "`" + owner + "` has this e-mail as well",
                "a committer's e-mail should tell who it was"));
      }
    }
  }

  private void keys(ReviewedPerson person) {
    if (!person.maySign()) {
      String id = person.person().id().value();
      defects.add(
          TrustDefect.warning(
              person.person().id().span(),
              "nobody can sign as `" + id + "`: there is no key that counts",
              "`policyctl trust add " + id + " --key FILE` adds one"));
    }
  }
}
