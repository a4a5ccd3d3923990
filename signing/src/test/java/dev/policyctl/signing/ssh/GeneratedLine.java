package dev.policyctl.signing.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Lines of {@code allowed_signers}, mostly sound, of pieces that are each a question of grammar.
 */
final class GeneratedLine {
  private static final String[] SOUND_PRINCIPALS = {
    "ada@acme.example",
    "\"ada@acme.example\"",
    "eve@other.example,ada@acme.example",
    "ada@acme.example"
  };
  private static final String[] PRINCIPALS = {
    "*",
    "*@acme.example",
    "?da@acme.example",
    "!ada@acme.example",
    "eve@other.example",
    "ADA@acme.example",
    "!eve@other.example,ada@acme.example",
    "*@acme.example,!ada@acme.example",
    "!ada@acme.example,ada@acme.example",
    "ada\"@acme.example\"",
    "\"ada@acme.example,bob b\"",
    "\"ada@acme.example",
    "ada@acme.example\"",
    "\"\"",
    ",ada@acme.example",
    "ada@acme.example,",
    "ada@acme.example,,eve@other.example",
    "!",
    "!!ada@acme.example,ada@acme.example",
    "a*e@*.example",
    "ada@acme.example\\",
    "b@acme.example",
    "#ada@acme.example",
    "cert-authority"
  };
  private static final String[] SOUND_OPTIONS = {
    "valid-after=\"20200101Z\"",
    "valid-before=\"20300101Z\"",
    "valid-before=\"203001011200Z\"",
    "Valid-After=\"20200101000000Z\""
  };
  private static final String[] OPTIONS = {
    "cert-authority",
    "CERT-AUTHORITY",
    "cert-authorityX",
    "cert-authority=\"x\"",
    "namespaces=\"file\"",
    "NameSpaces=\"git,file\"",
    "namespaces=\"*\"",
    "namespaces=\"g?t\"",
    "namespaces=\"!git,*\"",
    "namespaces=git",
    "namespaces=\"git",
    "namespaces=\"a\\\"b,git\"",
    "namespaces=\"\"",
    "namespaces=\"git,a b\"",
    "namespaces =\"git\"",
    "namespaces",
    "namespaces=\"git\"x",
    "namespaces=\"GIT\"",
    "namespaces=\"git\\\\\"",
    "valid-after=\"20300101Z\"",
    "valid-after=\"20200101\"",
    "valid-after=\"202001011200\"",
    "valid-before=\"20200101Z\"",
    "valid-before=\"202606011200Z\"",
    "valid-before=\"20260601120000Z\"",
    "valid-before=\"20260601115959Z\"",
    "valid-after=\"20260601120001Z\"",
    "valid-before=\"20290231Z\"",
    "valid-before=\"20291301Z\"",
    "valid-before=\"202906012400Z\"",
    "valid-before=\"20290601235960Z\"",
    "valid-before=\"20290101z\"",
    "valid-before=\"20290101UTC\"",
    "valid-before=\"2029-01-01\"",
    "valid-before=\"19700101Z\"",
    "valid-before=\"\"",
    "valid-before=\"Z\"",
    "valid-after=\"19691231Z\"",
    "valid-before=20300101Z",
    "valid-before=\"2029010112Z\"",
    "valid-before=\" 2029101Z\"",
    "unknown",
    "unknown=\"x\"",
    ""
  };
  private static final String[] GAPS = {" ", " ", " ", " ", "  ", "\t", " \t ", "", "\r "};
  private static final String[] ENDS = {"", "", "", " comment", " a \"comment", "\r", " \r", "\t#"};

  private final Random random;
  private final List<String> keys;

  /**
   * @param keys the first of which is the one that should be chosen most
   */
  GeneratedLine(Random random, List<String> keys) {
    this.random = random;
    this.keys = keys;
  }

  String next() {
    StringBuilder line = new StringBuilder();
    if (random.nextInt(20) == 0) {
      line.append(pick(" ", "\t", "#", " #", "\r", "\uFEFF"));
    }
    line.append(random.nextInt(2) > 0 ? pick(SOUND_PRINCIPALS) : pick(PRINCIPALS)).append(gap());
    String options = options();
    if (!options.isEmpty()) {
      line.append(options).append(gap());
    }
    return line.append(key()).append(pick(ENDS)).toString();
  }

  private String options() {
    List<String> options = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      options.add("namespaces=\"git\"");
    }
    for (int count = random.nextInt(3); count > 0; count--) {
      options.add(random.nextInt(2) > 0 ? pick(SOUND_OPTIONS) : pick(OPTIONS));
    }
    String comma = random.nextInt(25) == 0 ? pick(", ", ",,", ";") : ",";
    return String.join(comma, options) + (random.nextInt(30) == 0 ? "," : "");
  }

  private String key() {
    String key = random.nextInt(4) > 0 ? keys.get(0) : keys.get(random.nextInt(keys.size()));
    if (random.nextInt(12) > 0) {
      return key;
    }
    String[] words = key.split(" ", -1);
    return pick(
        words[0] + "  \t" + words[1],
        words[0] + words[1],
        words[1],
        words[0],
        "",
        "ssh-rsa " + words[1],
        "rsa-sha2-512 " + words[1],
        words[0].toUpperCase(Locale.ROOT) + " " + words[1],
        words[0] + " " + words[1].substring(0, words[1].length() - 4),
        words[0] + " " + words[1] + "AAAA",
        words[0] + " " + words[1].substring(0, 20) + " " + words[1].substring(20),
        words[0] + " " + words[1] + "=",
        words[0] + " " + words[0] + " " + words[1]);
  }

  private String gap() {
    return random.nextInt(6) > 0 ? " " : pick(GAPS);
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
