package dev.policyctl.cli.option;

import dev.policyctl.model.OperationalException;
import dev.policyctl.validators.signature.SignatureOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How signatures are judged. */
public final class SignatureFlags {
  private static final Pattern FINGERPRINT =
      Pattern.compile("SHA256:[A-Za-z0-9+/]{43}|[0-9A-Fa-f: ]{40,95}");

  @Option(
      names = "--require-signatures",
      description =
          "Fail with 3 where signatures are not judged: no trust at the target, or no range.")
  private boolean required;

  @Option(
      names = "--trust-root",
      paramLabel = "FINGERPRINT",
      split = ",",
      description =
          "A key that you vouch for: where the target has no trust yet, a change that adds it is"
              + " judged by its own people, and only these keys may say who they are.")
  private List<String> roots = new ArrayList<>();

  /**
   * What the flags say.
   *
   * @param now the moment at which keys must be valid
   * @throws OperationalException where something is no fingerprint
   */
  public SignatureOptions options(Instant now) {
    for (String root : roots) {
      if (!FINGERPRINT.matcher(root).matches()) {
        throw new OperationalException(
            OperationalException.Kind.USAGE,
            "`" + root + "` is no fingerprint of a key",
            "as `policyctl trust list` prints it: SHA256:… or 40 or 64 hexadecimal digits");
      }
    }
    return new SignatureOptions(required, roots, now);
  }
}
