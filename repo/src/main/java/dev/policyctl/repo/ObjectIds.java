package dev.policyctl.repo;

import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.util.sha1.SHA1;
import org.eclipse.jgit.util.sha1.Sha1CollisionException;

/**
 * Computes the ids of objects with a SHA-1 that detects collisions (Stevens and Shumow 2017),
 * whatever the environment prefers.
 */
final class ObjectIds {
  private static final String IMPLEMENTATION = "org.eclipse.jgit.util.sha1.implementation";

  private ObjectIds() {}

  /**
   * Whether an object has an id, and no other can be made to have it.
   *
   * @param typeName as in an object's header: {@code commit}, {@code tree}, {@code blob} or {@code
   *     tag}
   * @param bytes without the header
   */
  static boolean isIdOf(String id, String typeName, byte[] bytes) {
    byte[] header = (typeName + " " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII);
    return isDigestOf(id, header, bytes);
  }

  /** Whether some parts, one after the other, have this digest, and collide with nothing. */
  static boolean isDigestOf(String digest, byte[]... parts) {
    // JGit takes the JDK's SHA-1, which detects nothing, where this property asks for it.
    System.setProperty(IMPLEMENTATION, "java");
    SHA1 sha1 = SHA1.newInstance().setDetectCollision(true);
    for (byte[] part : parts) {
      sha1.update(part);
    }
    try {
      return sha1.toObjectId().name().equals(digest) && !sha1.hasCollision();
    } catch (Sha1CollisionException e) {
      return false;
    }
  }
}
