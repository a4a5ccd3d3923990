package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.ExternalTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real {@code gpgv}; it judges at the time of the clock, and has no way to be told another. */
final class Gpgv {
  private final ExternalTool gpgv = ExternalTool.require("gpgv");
  private final Path folder;

  Gpgv(Path folder) {
    this.folder = folder;
  }

  /** Whether it says that the signature is good, and does not add that its key is not. */
  boolean accepts(byte[] payload, byte[] armor, byte[] keys) {
    try {
      Files.write(folder.resolve("payload"), payload);
      Files.write(folder.resolve("payload.asc"), armor);
      Files.write(folder.resolve("keys.gpg"), keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var outcome =
        gpgv.run(
            folder,
            new byte[0],
            "--homedir",
            folder.toString(),
            "--status-fd",
            "1",
            "--keyring",
            folder.resolve("keys.gpg").toString(),
            "payload.asc",
            "payload");
    return outcome.exit() == 0 && outcome.out().contains("[GNUPG:] GOODSIG ");
  }
}
