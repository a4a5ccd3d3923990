package dev.policyctl.signing.ssh;

import java.util.Optional;

/** What OpenSSH accepts in a line of {@code allowed_signers} and we do not. */
final class SignerRules {
  private final Objection objection;

  /** Takes what is wrong, and where in the line, in characters from 0. */
  interface Objection {
    void at(int start, int end, String message);
  }

  SignerRules(Objection objection) {
    this.objection = objection;
  }

  /** A key is one person's, so it has no patterns; an authority may be one of a domain. */
  void checkPrincipals(PatternList principals, boolean certAuthority, int start, int end) {
    if (!principals.toString().codePoints().allMatch(Shown::prints)) {
      objection.at(start, end, "a principal has characters that do not print");
    }
    for (PatternList.Pattern pattern : principals.patterns()) {
      if (pattern.negated() || !pattern.hasWildcard()) {
        continue;
      }
      if (!certAuthority) {
        objection.at(start, end, "a wildcard lets one key sign as several people: name them");
        return;
      }
      if (!namesDomain(pattern.glob())) {
        objection.at(start, end, "this lets an authority vouch for anybody: name a domain");
        return;
      }
    }
  }

  private static boolean namesDomain(String glob) {
    String domain = glob.substring(glob.lastIndexOf('@') + 1);
    return glob.indexOf('@') >= 0
        && !domain.isEmpty()
        && domain.indexOf('*') < 0
        && domain.indexOf('?') < 0;
  }

  /** Without namespaces, a signature made for anything at all would count. */
  void checkNamespaces(Optional<SignerOptions.Value> namespaces, int start, int end) {
    if (namespaces.isEmpty()) {
      objection.at(start, end, "the option `namespaces=\"git\"` is missing before the key");
      return;
    }
    SignerOptions.Value value = namespaces.get();
    boolean wild =
        new PatternList(value.text())
            .patterns().stream().anyMatch(pattern -> pattern.hasWildcard() && !pattern.negated());
    if (wild) {
      objection.at(value.start(), value.end(), "a wildcard lets signatures for anything count");
    }
  }

  /** Without a zone, a time means something else on each machine. */
  void checkTime(Optional<SignerOptions.Value> time) {
    time.filter(value -> !SignerTime.hasZone(value.text()))
        .ifPresent(
            value -> objection.at(value.start(), value.end(), "the time does not end in `Z`"));
  }
}
