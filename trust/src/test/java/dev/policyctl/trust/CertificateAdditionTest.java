package dev.policyctl.trust;

import static dev.policyctl.trust.TrustFolder.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.signing.ExternalTool;
import dev.policyctl.trust.KeyStanding.State;
import dev.policyctl.trust.TrustAddition.Change;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for a certificate. */
final class CertificateAdditionTest {
  private static final Instant LATER = Instant.parse("2040-01-01T00:00:00Z");

  @TempDir Path temp;
  private TrustFolder folder;

  @AfterEach
  void endAgent() {
    folder.endAgent();
  }

  @BeforeEach
  void makeCertificates() {
    folder = new TrustFolder(temp);
    folder.write(".policyctl.yaml", "schemaVersion: 1\n");
    String key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ";
    openssl("req -x509 " + key + "ca.key -out ca.pem -subj /CN=Root -days 36500");
    openssl("req " + key + "leaf.key -out leaf.csr -subj /CN=Zoe");
    folder.write("../k/ext", "keyUsage=digitalSignature\n");
    openssl(
        "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out leaf.pem"
            + " -days 36500 -extfile ext");
  }

  private void openssl(String arguments) {
    ExternalTool.require("openssl").succeed(folder.keys(), arguments.split(" ", -1));
  }

  private TrustAddition plan(TrustRequest request, String key) {
    return TrustAddition.plan(
        folder.tree(), request, key.getBytes(StandardCharsets.US_ASCII), LATER);
  }

  @Test
  void aCertificateNeedsARoot() {
    String leaf = TrustFolder.read(folder.keys().resolve("leaf.pem"));
    String root = TrustFolder.read(folder.keys().resolve("ca.pem"));
    TrustRequest request = request("zoe", Role.AUTHOR);
    assertThatThrownBy(() -> plan(request, leaf)).hasMessageContaining("there is no root");
    assertThatThrownBy(() -> plan(request, root))
        .hasMessageContaining("does not say that its key may sign");
    TrustAddition whole = plan(request, leaf + root);
    assertThat(whole.changes())
        .extracting(Change::path)
        .containsExactly("trust/zoe.pem", ".policyctl.yaml");
    assertThat(whole.standing().state()).isEqualTo(State.UNSEEN);
    assertThat(whole.key()).contains("(CN=Zoe, by CN=Root)");
    folder.write("trust/roots.pem", root);
    assertThat(plan(request, leaf).changes())
        .extracting(Change::path)
        .containsExactly(".policyctl.yaml");
  }
}
