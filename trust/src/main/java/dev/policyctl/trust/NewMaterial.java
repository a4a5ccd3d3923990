package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.KeyType;
import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.text.Text;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.ssh.SshVerifier;
import dev.policyctl.signing.x509.SignerCertificate;
import dev.policyctl.signing.x509.X509Roots;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code trust/} must hold of a new key, unless it does already. */
final class NewMaterial {
  private final Snapshot snapshot;
  private final TrustReading reading;
  private final KeyMaterial material;
  private final Instant now;

  NewMaterial(Snapshot snapshot, TrustReading reading, Instant now) {
    this.snapshot = snapshot;
    this.reading = reading;
    this.material =
        reading.keys().map(TrustedKeys::material).orElseGet(() -> KeyMaterial.of(snapshot));
    this.now = now;
  }

  void add(
      TrustRequest request, PublicKeyFile key, Map<String, String> texts, List<String> remarks) {
    try {
      if (key.type() == KeyType.SSH) {
        ssh(request, key, texts);
      } else if (key.type() == KeyType.OPENPGP) {
        openPgp(request, key, texts);
      } else {
        x509(request, key, key.certificate().orElseThrow(), texts, remarks);
      }
    } catch (SigningException e) {
      throw PublicKeyFile.refused("the key cannot be added: " + e.detail(), "nothing was written");
    }
  }

  private void ssh(TrustRequest request, PublicKeyFile key, Map<String, String> texts)
      throws SigningException {
    try {
      new SshVerifier(material.signers(), TrustedKeys.required(material.revoked(), "revoked_keys"))
          .demandUsable(key.fingerprint(), RangeJudge.NAMESPACE, now);
    } catch (SigningException e) {
      if (e.refusal() != Refusal.UNKNOWN_KEY && e.refusal() != Refusal.WRONG_PURPOSE) {
        // A line with a time that is over was meant: another line would undo it.
        throw e;
      }
      String path = KeyMaterial.FOLDER + "/allowed_signers";
      String before = FileText.read(snapshot, path).orElse("");
      String lineEnd = before.contains("\r\n") ? "\r\n" : "\n";
      String gap = before.isEmpty() || before.endsWith("\n") ? "" : lineEnd;
      String line = principal(request) + " namespaces=\"git\" " + key.text();
      texts.put(path, before + gap + line + lineEnd);
    }
  }

  /** An e-mail if there is one that no line could take for anything else; else the id. */
  private String principal(TrustRequest request) {
    List<String> emails = new ArrayList<>(request.emails());
    reading.keys().stream()
        .flatMap(keys -> keys.configuration().people().stream())
        .filter(person -> person.id().value().equals(request.person()))
        .map(Person::emails)
        .flatMap(List::stream)
        .map(Text::value)
        .filter(TrustRequest::isEmail)
        .forEach(emails::add);
    return emails.isEmpty() ? request.person() : emails.get(0);
  }

  private void openPgp(TrustRequest request, PublicKeyFile key, Map<String, String> texts)
      throws SigningException {
    try {
      TrustedKeys.required(material.openPgp(), "a file of OpenPGP keys")
          .demandUsable(key.fingerprint(), now);
    } catch (SigningException e) {
      if (e.refusal() == Refusal.KEY_REVOKED) {
        throw e;
      }
      texts.put(freePath(request, key, ".asc"), key.text());
    }
  }

  private void x509(
      TrustRequest request,
      PublicKeyFile key,
      SignerCertificate certificate,
      Map<String, String> texts,
      List<String> remarks)
      throws SigningException {
    try {
      demandTrusted(certificate, material.roots());
      return;
    } catch (SigningException e) {
      if (e.refusal() != Refusal.UNTRUSTED_CERTIFICATE) {
        throw e;
      }
    }
    if (!key.text().isEmpty()) {
      byte[] roots = key.text().getBytes(StandardCharsets.US_ASCII);
      demandTrusted(certificate, X509Roots.union(List.of(material.roots(), X509Roots.read(roots))));
      texts.put(freePath(request, key, ".pem"), key.text());
      remarks.add("a root came with it: any certificate that it signs can now be verified, and");
      remarks.add("still counts for nobody unless somebody lists it");
      return;
    }
    remarks.add(
        "what is at hand does not lead it to a root in `trust/`: its signatures must bring");
    remarks.add("the certificates between, and are refused if they do not");
  }

  private void demandTrusted(SignerCertificate certificate, X509Roots roots)
      throws SigningException {
    certificate.demandTrusted(
        roots, TrustedKeys.required(material.lists(), "a revocation list"), now);
  }

  private String freePath(TrustRequest request, PublicKeyFile key, String suffix) {
    // An id may have slashes; a file's name does not, so it stays in the folder.
    String name = KeyMaterial.FOLDER + "/" + request.person().replace('/', '-');
    String fingerprint = key.fingerprint().toLowerCase(Locale.ROOT);
    String longer = name + "-" + fingerprint.substring(fingerprint.length() - 16);
    for (String path : List.of(name + suffix, longer + suffix)) {
      Optional<String> there = FileText.read(snapshot, path);
      if (there.isEmpty()) {
        return path;
      }
    }
    throw PublicKeyFile.refused(
        "`" + longer + suffix + "` is there already", "rename it; nothing was written");
  }
}
