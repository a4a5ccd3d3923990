package dev.policyctl.signing.ssh;

import dev.policyctl.signing.SigningException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Keys that were read once already: to check that a point is on its curve takes about as long as a
 * signature.
 */
final class KnownKeys {
  private final Map<ByteBuffer, SshPublicKey> keys = new HashMap<>();

  KnownKeys(Collection<SshPublicKey> keys) {
    keys.forEach(key -> this.keys.put(ByteBuffer.wrap(key.wire()), key));
  }

  /** The key of these bytes, as {@link SshPublicKey#fromWire} gives it. */
  SshPublicKey read(byte[] wire) throws SigningException {
    SshPublicKey known = keys.get(ByteBuffer.wrap(wire));
    return known != null ? known : SshPublicKey.fromWire(wire);
  }
}
