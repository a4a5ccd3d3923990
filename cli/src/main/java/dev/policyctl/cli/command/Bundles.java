package dev.policyctl.cli.command;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import java.util.List;

/** Finds the policy that a user names. */
final class Bundles {

  private Bundles() {}

  /**
   * The policy of {@code environment/tenant}; {@code policies/} before it and a slash behind it are
   * accepted, since shells complete so.
   *
   * @throws OperationalException where there is none
   */
  static LoadedBundle find(PolicyRepository repository, String name) {
    String wanted = name.replaceFirst("^(\\./)?policies/", "").replaceFirst("/$", "");
    List<String> known =
        repository.bundles().stream().map(bundle -> bundle.bundle().toString()).toList();
    return repository.bundles().stream()
        .filter(bundle -> bundle.bundle().toString().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new OperationalException(
                    OperationalException.Kind.USAGE,
                    "no policy `" + name + "`",
                    Nearest.hint(wanted, known).orElse("there are " + String.join(", ", known))));
  }
}
