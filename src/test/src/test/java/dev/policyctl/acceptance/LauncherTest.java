package dev.policyctl.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/policyctl}. */
class LauncherTest {
  @TempDir Path temp;

  @Test
  void runsWhatWasBuilt() {
    Program.exits(0).says("1 note").launch("validate", Place.EXAMPLES.resolve("acme"));
    Program.exits(2).complainsOf("error: no folder").launch("validate", temp.resolve("a b c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", ""})
  void readsNamesInUtf8WhateverTheLocale(String locale) {
    Folder folder =
        Folder.sound(temp.resolve("größe")).write("policies/prod/acme/rules/ü.yaml", "rules: []\n");
    Program.exits(0)
        .env("LC_ALL", locale)
        .says("größe (work tree", "1 note")
        .launch("validate", folder.path());
  }

  @Test
  void runsFromAFolderWithALink() {
    new Folder(temp).link("policyctl", Place.LAUNCHER.toString());
    Program.exits(0)
        .in(temp)
        .says("policyctl ")
        .shell(
            "POLICYCTL_BUILD=never JAVA_HOME=\"$(dirname \"$(dirname \"$1\")\")\" ./policyctl"
                + " --version");
  }
}
