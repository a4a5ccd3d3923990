package dev.policyctl.repo.raw;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.junit.jupiter.api.Tag;

/**
 * Fuzz targets: a crash, a hang or a second meaning fails. Whatever is read is read alike by JGit,
 * which walks by it, and every byte of it is either signed or the signature. They run on the kept
 * inputs beside them; with {@code JAZZER_FUZZ=1} and one target named, on new ones.
 */
@Tag("slow")
class RawObjectsFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void commit(byte[] bytes) {
    RawCommit commit;
    try {
      commit = RawCommit.parse(bytes);
    } catch (MalformedObject refused) {
      assertThat(refused.detail()).isNotEmpty();
      return;
    }
    RevCommit other = RevCommit.parse(bytes);
    assertThat(commit.tree()).isEqualTo(other.getTree().name());
    assertThat(commit.parents())
        .containsExactlyElementsOf(Stream.of(other.getParents()).map(AnyObjectId::name).toList());
    assertThat(withSignature(commit.signed(), bytes)).isEqualTo(bytes);
  }

  /** The commit as it must have been, from what was made of it. */
  private static byte[] withSignature(Optional<Signed> signed, byte[] bytes) {
    if (signed.isEmpty()) {
      String headers = text(bytes).split("\n\n", 2)[0];
      assertThat(headers).doesNotContain("\ngpgsig");
      return bytes;
    }
    String armor = text(signed.get().armor());
    String header = "gpgsig " + armor.substring(0, armor.length() - 1).replace("\n", "\n ") + "\n";
    String payload = text(signed.get().payload());
    int at = text(bytes).indexOf("\n" + header) + 1;
    assertThat(at).isPositive().isLessThanOrEqualTo(payload.length());
    return (payload.substring(0, at) + header + payload.substring(at))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @FuzzTest(maxDuration = "60s")
  void tag(byte[] bytes) throws CorruptObjectException {
    RawTag tag;
    try {
      tag = RawTag.parse(bytes);
    } catch (MalformedObject refused) {
      assertThat(refused.detail()).isNotEmpty();
      return;
    }
    RevTag other = RevTag.parse(bytes);
    assertThat(tag.object()).isEqualTo(other.getObject().name());
    assertThat(tag.name()).isEqualTo(other.getTagName());
    if (tag.signed().isPresent()) {
      byte[] payload = tag.signed().get().payload();
      byte[] armor = tag.signed().get().armor();
      byte[] whole = Arrays.copyOf(payload, payload.length + armor.length);
      System.arraycopy(armor, 0, whole, payload.length, armor.length);
      assertThat(whole).isEqualTo(bytes);
    }
  }
}
