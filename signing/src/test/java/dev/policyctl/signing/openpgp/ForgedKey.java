package dev.policyctl.signing.openpgp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicSubkeyPacket;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.UserIDPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;

/** A certificate put together packet by packet, with what no program would write. */
final class ForgedKey {
  /** A signature that is yet to be made: what it says, and by what digest. */
  static final class Draft {
    final PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
    final PGPSignatureSubpacketGenerator unhashed = new PGPSignatureSubpacketGenerator();
    int digest = HashAlgorithmTags.SHA256;

    Draft made(Instant time) {
      hashed.setSignatureCreationTime(false, Date.from(time));
      return this;
    }

    Draft digest(int algorithm) {
      digest = algorithm;
      return this;
    }

    Draft flags(int flags) {
      hashed.setKeyFlags(true, flags);
      return this;
    }

    Draft keyExpires(long seconds) {
      hashed.setKeyExpirationTime(true, seconds);
      return this;
    }

    /** A critical subpacket as it comes. */
    Draft raw(int type, byte[] value) {
      hashed.addCustomSubpacket(new SignatureSubpacket(type, true, false, value) {});
      return this;
    }

    Draft expires(long seconds) {
      hashed.setSignatureExpirationTime(true, seconds);
      return this;
    }
  }

  final PGPKeyPair primary;
  private final List<byte[]> packets = new ArrayList<>();

  ForgedKey(PGPKeyPair primary) {
    this.primary = primary;
    try {
      packets.add(encoded(primary.getPublicKey()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PGPKeyPairGenerator generator(int version, Instant created) {
    return new BcPGPKeyPairGeneratorProvider().get(version, Date.from(created));
  }

  static PGPKeyPair ed25519(Instant created) {
    try {
      return generator(4, created).generateLegacyEd25519KeyPair();
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  ForgedKey direct(Consumer<Draft> draft) {
    return add(certify(primary, 0x1F, primary.getPublicKey(), draft));
  }

  ForgedKey userId(String id) {
    try {
      packets.add(new UserIDPacket(id).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  ForgedKey userId(String id, Consumer<Draft> draft) {
    return userId(id).certification(0x13, id, draft);
  }

  ForgedKey certification(int type, String id, Consumer<Draft> draft) {
    return add(
        signature(primary, type, draft, g -> g.generateCertification(id, primary.getPublicKey())));
  }

  ForgedKey revoked(Consumer<Draft> draft) {
    return add(certify(primary, 0x20, primary.getPublicKey(), draft));
  }

  /** Adds a subkey without any signature. */
  ForgedKey subkey(PGPKeyPair subkey) {
    try {
      packets.add(encodedSubkey(subkey));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  ForgedKey binding(int type, PGPKeyPair subkey, Consumer<Draft> draft) {
    return add(bind(primary, type, primary, subkey, draft));
  }

  /** A binding with the subkey's own consent in it. */
  ForgedKey boundSubkey(PGPKeyPair subkey, Consumer<Draft> draft) {
    PGPSignature back = bind(subkey, 0x19, primary, subkey, d -> d.made(created(subkey)));
    return subkey(subkey)
        .binding(
            0x18,
            subkey,
            d -> {
              draft.accept(d);
              embed(d, back);
            });
  }

  static void embed(Draft draft, PGPSignature back) {
    try {
      draft.hashed.addEmbeddedSignature(false, back);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Instant created(PGPKeyPair key) {
    return key.getPublicKey().getCreationTime().toInstant();
  }

  ForgedKey add(PGPSignature signature) {
    return add(encoded(signature));
  }

  ForgedKey add(byte[] packet) {
    packets.add(packet);
    return this;
  }

  byte[] bytes() {
    return Armored.joined(packets);
  }

  static PGPSignature certify(
      PGPKeyPair signer, int type, PGPPublicKey target, Consumer<Draft> draft) {
    return signature(signer, type, draft, g -> g.generateCertification(target));
  }

  static PGPSignature bind(
      PGPKeyPair signer, int type, PGPKeyPair primary, PGPKeyPair sub, Consumer<Draft> draft) {
    return signature(
        signer,
        type,
        draft,
        g -> g.generateCertification(primary.getPublicKey(), sub.getPublicKey()));
  }

  /** A signature over data, as a packet. */
  static byte[] sign(PGPKeyPair signer, int type, byte[] payload, Consumer<Draft> draft) {
    return encoded(
        signature(
            signer,
            type,
            draft,
            g -> {
              g.update(payload);
              return g.generate();
            }));
  }

  private interface Finish {
    PGPSignature of(PGPSignatureGenerator generator) throws PGPException;
  }

  private static PGPSignature signature(
      PGPKeyPair signer, int type, Consumer<Draft> draft, Finish finish) {
    Draft wanted = new Draft();
    draft.accept(wanted);
    try {
      PGPSignatureGenerator generator =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(signer.getPublicKey().getAlgorithm(), wanted.digest),
              signer.getPublicKey());
      generator.init(type, signer.getPrivateKey());
      wanted.hashed.setIssuerFingerprint(false, signer.getPublicKey());
      generator.setHashedSubpackets(wanted.hashed.generate());
      generator.setUnhashedSubpackets(wanted.unhashed.generate());
      return finish.of(generator);
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] encoded(PGPSignature signature) {
    try {
      return signature.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] encoded(PGPPublicKey key) throws IOException {
    return key.getPublicKeyPacket().getEncoded();
  }

  private static byte[] encodedSubkey(PGPKeyPair key) throws IOException {
    var packet = key.getPublicKey().getPublicKeyPacket();
    return new PublicSubkeyPacket(
            packet.getVersion(), packet.getAlgorithm(), packet.getTime(), packet.getKey())
        .getEncoded();
  }
}
