package dev.policyctl.trust;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.trust.TrustReview.ReviewedKey;
import dev.policyctl.trust.TrustReview.ReviewedPerson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts that make a key a person's: planned, checked, not written yet. What they would say was
 * read again from them: the person has the key, the key counts, and all else is as it was.
 *
 * @param key what was added, for people: type, fingerprint, description
 * @param standing how the key stands from when on it counts
 * @param changes in the order in which they are to be written
 * @param remarks what whoever adds the key should know; one line each
 */
public record TrustAddition(
    String key, KeyStanding standing, List<Change> changes, List<String> remarks) {

  public TrustAddition {
    changes = List.copyOf(changes);
    remarks = List.copyOf(remarks);
  }

  /**
   * A file that is to be written.
   *
   * @param path in the policy repository
   * @param before nothing where there is none yet
   */
  public record Change(String path, Optional<String> before, String after) {}

  /**
   * Plans it.
   *
   * @param file the bytes of a public key
   * @throws OperationalException with the reason where the key cannot be added, or what is there is
   *     not understood
   */
  public static TrustAddition plan(
      Snapshot snapshot, TrustRequest request, byte[] file, Instant now) {
    request.check(now);
    TrustReading reading = TrustReading.of(snapshot);
    demandRead(reading);
    PublicKeyFile key = PublicKeyFile.read(file, request.type(), now);
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    new NewMaterial(snapshot, reading, now).add(request, key, texts, remarks);
    new NewListing(snapshot, reading).add(request, key, texts, remarks);
    List<Change> changes = new ArrayList<>();
    texts.forEach((path, text) -> changes.add(new Change(path, before(snapshot, path), text)));
    KeyStanding standing =
        standing(new EditedSnapshot(snapshot, texts), request, key, request.start(now));
    if (changes.isEmpty()) {
      throw PublicKeyFile.refused(
          "`" + request.person() + "` has this key already, and it is " + standing.state().label(),
          "`policyctl trust list` tells what it may do");
    }
    return new TrustAddition(
        key.type().label() + " " + key.fingerprint() + " (" + key.description() + ")",
        standing,
        changes,
        remarks);
  }

  private static Optional<String> before(Snapshot snapshot, String path) {
    return FileText.read(snapshot, path);
  }

  private static void demandRead(TrustReading reading) {
    if (reading.complete()) {
      return;
    }
    Finding first = reading.findings().get(0);
    throw new OperationalException(
        reading.decided() ? OperationalException.Kind.USAGE : OperationalException.Kind.UNDECIDED,
        "`" + PolicyRoot.CONFIGURATION + "` is not valid: " + first.span() + ": " + first.message(),
        "mend it first; nothing was written");
  }

  /** How the key stands once all is written and it counts; refused unless it may count then. */
  private static KeyStanding standing(
      Snapshot edited, TrustRequest request, PublicKeyFile key, Instant time) {
    TrustReading reading = TrustReading.of(edited);
    Optional<KeyStanding> standing =
        reading.keys().stream()
            .flatMap(keys -> TrustReview.of(edited, keys, time).people().stream())
            .filter(person -> person.person().id().value().equals(request.person()))
            .map(ReviewedPerson::keys)
            .flatMap(List::stream)
            .filter(reviewed -> NewListing.is(reviewed.key(), key))
            .map(ReviewedKey::standing)
            .findFirst();
    if (!reading.complete() || standing.isEmpty()) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "what would be written does not say what was meant",
          "write it by hand; nothing was written");
    }
    if (!standing.get().mayCount()) {
      throw PublicKeyFile.refused(
          "the key would not count: " + standing.get().detail(),
          "`policyctl trust check` tells what is wrong; nothing was written");
    }
    return standing.get();
  }
}
