package dev.policyctl.validators.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.model.reader.ConfigurationReader;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.model.text.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustEditTest {
  private static final String TRUST =
      """
      schemaVersion: 1
      trust:
        people:
          - id: ada
            roles: [author]
            keys: [{ fingerprint: "SHA256:a", type: ssh }]
          - { id: bob, roles: [author], environments: [dev] }
        quorum: [{ paths: [trust/**], reviewers: 2 }]
      """;

  private static Optional<TrustConfiguration> trust(String yaml) {
    SourceText text =
        SourceText.decode(".policyctl.yaml", yaml.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    return new YamlReader(InputLimits.DEFAULT, finding -> {})
        .read(text)
        .root()
        .flatMap(root -> new ConfigurationReader(finding -> {}).read(root))
        .flatMap(configuration -> configuration.trust());
  }

  private static List<String> edit(String from, String to) {
    assertThat(TRUST).contains(from);
    return TrustEdit.between(trust(TRUST), trust(TRUST.replace(from, to)));
  }

  @Test
  void saysNothingOfWhatStays() {
    assertThat(edit("schemaVersion: 1\n", "schemaVersion: 1\ntargetBranch: main\n")).isEmpty();
  }

  @Test
  void namesPeopleWhoComeAndGo() {
    assertThat(edit("id: bob", "id: eve")).containsExactly("removes `bob`", "adds `eve` as author");
  }

  @Test
  void namesWhatPeopleMayDoNow() {
    assertThat(edit("roles: [author], environments: [dev]", "roles: [author, reviewer]"))
        .containsExactly(
            "makes `bob` author and reviewer instead of author",
            "lets `bob` change every environment of every tenant instead of `dev` of every tenant");
  }

  @Test
  void namesKeysThatComeGoAndCountOtherwise() {
    assertThat(edit("SHA256:a", "SHA256:b"))
        .containsExactly("removes the key SHA256:a of `ada`", "adds the key SHA256:b of `ada`");
    assertThat(edit("type: ssh }", "type: ssh, revoked: { at: 2026-05-01, reason: lost } }"))
        .containsExactly("changes when the key SHA256:a of `ada` counts: revoked");
    assertThat(edit("type: ssh }", "type: ssh, until: 2026-05-01 }"))
        .containsExactly(
            "changes when the key SHA256:a of `ada` counts: from always until"
                + " 2026-05-01T00:00:00Z");
  }

  @Test
  void namesTheQuorumAndTheRuleOfCommitters() {
    assertThat(edit("reviewers: 2", "reviewers: 1"))
        .containsExactly("changes the quorum from 2 for `trust/**` to 1 for `trust/**`");
    assertThat(edit("trust:\n", "trust:\n  committerMustBeSigner: true\n"))
        .containsExactly("demands that the committer is who signs");
  }

  @Test
  void aRemovedTrustIsOneThing() {
    assertThat(TrustEdit.between(trust(TRUST), Optional.empty()))
        .containsExactly("removes `trust:`, so that nobody's signature is asked for");
  }
}
