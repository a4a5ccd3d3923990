package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.KeyType;
import dev.policyctl.model.config.TrustConfiguration.SigningKey;
import dev.policyctl.model.finding.Span;
import dev.policyctl.trust.TrustReview.ReviewedKey;
import dev.policyctl.trust.TrustReview.ReviewedPerson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with the keys that people list. */
final class KeyDefects {
  private final List<TrustDefect> defects = new ArrayList<>();
  private final Map<String, Owner> owners = new HashMap<>();

  private record Owner(String id, Span span) {}

  private KeyDefects() {}

  static List<TrustDefect> of(List<ReviewedPerson> people) {
    KeyDefects keys = new KeyDefects();
    for (ReviewedPerson person : people) {
      for (ReviewedKey key : person.keys()) {
        keys.standing(person.person().id().value(), key);
        keys.times(key.key());
        keys.twice(person.person().id().value(), key.key());
      }
    }
    return keys.defects;
  }

  private void standing(String id, ReviewedKey reviewed) {
    Span span = reviewed.key().fingerprint().span();
    String detail = reviewed.standing().detail();
    switch (reviewed.standing().state()) {
      case BROKEN ->
          defects.add(
              TrustDefect.error(
                  span,
                  "this key of `" + id + "` can never sign: " + detail,
                  help(id, reviewed.key())));
      case INACTIVE ->
          defects.add(
              TrustDefect.note(
                  span,
                  "this key of `" + id + "` does not count now: " + detail,
                  "nothing to do, if that is meant"));
      case USABLE, UNSEEN -> {}
    }
  }

  private static String help(String id, SigningKey key) {
    if (Fingerprints.malformed(key.type(), key.fingerprint().value()).isPresent()) {
      return "`policyctl trust add " + id + " --key FILE` writes it as it must be";
    }
    return key.type() == KeyType.X509
        ? "the root that vouches for it belongs into `trust/`, as a file `*.pem`"
        : "mend what is in `trust/`; `policyctl trust add "
            + id
            + " --key FILE` brings a public key in";
  }

  private void times(SigningKey key) {
    boolean never =
        key.from().isPresent()
            && key.until().isPresent()
            && !key.from().get().isBefore(key.until().get());
    if (never) {
      defects.add(
          TrustDefect.error(
              key.fingerprint().span(),
              "this key counts at no time: its `until` is not after its `from`",
              "swap the two, or remove the key"));
    }
  }

  /** Who lists a key twice may have revoked it once. */
  private void twice(String id, SigningKey key) {
    String fingerprint =
        key.type().label() + Fingerprints.canonical(key.type(), key.fingerprint().value());
    Owner first = owners.putIfAbsent(fingerprint, new Owner(id, key.fingerprint().span()));
    if (first == null) {
      return;
    }
    defects.add(
        first.id().equals(id)
            ? TrustDefect.error(
                key.fingerprint().span(),
                "`" + id + "` lists this key twice, first at " + first.span(),
                "keep one of the two, with what both say")
            : TrustDefect.error(
                key.fingerprint().span(),
                "`" + first.id() + "` lists this key as well, at " + first.span(),
                "a key is one person's: who holds it could act as both"));
  }
}
