package dev.policyctl.repo;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/**
 * A fuzz target: an event is read, or refused in our own words, soon. It runs on the kept inputs
 * beside it; with {@code JAZZER_FUZZ=1} on new ones.
 */
@Tag("slow")
class EventFileFuzzTest {
  private static final Set<String> WANTED = Set.of("after", "pull_request.head.sha");

  @FuzzTest(maxDuration = "60s")
  void event(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("event", ".json");
    try {
      Files.write(file, bytes);
      WANTED.forEach(EventFile.read(file.toString(), WANTED)::get);
    } catch (IOException refused) {
      if (!refused.getMessage().startsWith("it ")) {
        throw new AssertionError(refused);
      }
    } finally {
      Files.delete(file);
    }
  }
}
