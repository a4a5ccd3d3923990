package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads OpenSSH's binary key revocation list (PROTOCOL.krl). Whatever is not understood makes it
 * unreadable as a whole: a key that is revoked there must not be taken for a good one.
 */
final class KrlReader {
  private static final byte[] MAGIC = "SSHKRL\n\0".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  private static final int CERTIFICATES = 1;
  private static final int EXPLICIT_KEY = 2;
  private static final int SHA1 = 3;
  private static final int SIGNATURE = 4;
  private static final int SHA256 = 5;
  private static final int EXTENSION = 255;

  private static final int SERIAL_LIST = 0x20;
  private static final int SERIAL_RANGE = 0x21;
  private static final int SERIAL_BITMAP = 0x22;
  private static final int KEY_ID = 0x23;
  private static final int CERTIFICATE_EXTENSION = 0x39;

  private static final int SHA1_BYTES = 20;
  private static final int SHA256_BYTES = 32;

  private final RevocationIndex index = new RevocationIndex();

  static boolean isKrl(byte[] file) {
    return file.length >= MAGIC.length
        && Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  RevocationIndex read(byte[] file) throws SigningException {
    WireReader fields = new WireReader(file, "the key revocation list");
    fields.raw(MAGIC.length);
    long version = fields.u32();
    if (version != VERSION) {
      throw unsupported("is of format " + version + ", not 1");
    }
    fields.u64(); // the list's own version
    fields.u64(); // when it was made
    fields.u64(); // flags, of which none is defined
    fields.string(); // reserved
    fields.string(); // a comment
    while (fields.hasMore()) {
      readSection(fields.u8(), fields);
    }
    return index;
  }

  private void readSection(int type, WireReader fields) throws SigningException {
    if (type == SIGNATURE) {
      // The list comes with the trusted revision; newer versions of OpenSSH do not read these
      // either.
      throw unsupported("is signed, which is not supported");
    }
    WireReader section = fields.nested();
    switch (type) {
      case CERTIFICATES -> readCertificates(section);
      case EXPLICIT_KEY -> readBlobs(section, 0, index.keys());
      case SHA1 -> readBlobs(section, SHA1_BYTES, index.sha1());
      case SHA256 -> readBlobs(section, SHA256_BYTES, index.sha256());
      case EXTENSION -> readExtension(section);
      default -> throw unsupported("has a section of unknown type " + type);
    }
  }

  private static void readBlobs(WireReader section, int length, Set<String> into)
      throws SigningException {
    while (section.hasMore()) {
      byte[] blob = section.string();
      if (length > 0 && blob.length != length) {
        throw section.malformed("has a digest of a wrong length");
      }
      into.add(RevocationIndex.key(blob));
    }
  }

  private void readCertificates(WireReader section) throws SigningException {
    String authority = RevocationIndex.key(section.string());
    section.string(); // reserved
    Set<Long> serials = new HashSet<>();
    List<RevokedCertificates.Range> ranges = new ArrayList<>();
    List<RevokedCertificates.Bits> bitmaps = new ArrayList<>();
    Set<String> keyIds = new HashSet<>();
    while (section.hasMore()) {
      int type = section.u8();
      WireReader part = section.nested();
      switch (type) {
        case SERIAL_LIST -> readSerials(part, serials);
        case SERIAL_RANGE -> ranges.add(readRange(part));
        case SERIAL_BITMAP -> bitmaps.add(readBitmap(part));
        case KEY_ID -> readKeyIds(part, keyIds);
        case CERTIFICATE_EXTENSION -> readExtension(part);
        default -> throw unsupported("has certificates in a form of unknown type " + type);
      }
    }
    index.certificates().add(new RevokedCertificates(authority, serials, ranges, bitmaps, keyIds));
  }

  private static void readSerials(WireReader part, Set<Long> into) throws SigningException {
    while (part.hasMore()) {
      into.add(part.u64());
    }
  }

  private static RevokedCertificates.Range readRange(WireReader part) throws SigningException {
    RevokedCertificates.Range range = new RevokedCertificates.Range(part.u64(), part.u64());
    part.end();
    if (Long.compareUnsigned(range.first(), range.last()) > 0) {
      throw part.malformed("has a range of serials that ends before it starts");
    }
    return range;
  }

  private static RevokedCertificates.Bits readBitmap(WireReader part) throws SigningException {
    long offset = part.u64();
    // Written like a number, but a zero byte in front does no harm.
    BigInteger bits = new BigInteger(1, part.string());
    part.end();
    return new RevokedCertificates.Bits(offset, bits);
  }

  private static void readKeyIds(WireReader part, Set<String> into) throws SigningException {
    while (part.hasMore()) {
      into.add(part.text());
    }
  }

  private static void readExtension(WireReader part) throws SigningException {
    String name = part.text();
    boolean critical = part.flag();
    part.string();
    part.end();
    if (critical) {
      throw unsupported("has the critical extension `" + Shown.text(name) + "`");
    }
  }

  private static SigningException unsupported(String defect) {
    return new SigningException(Refusal.UNSUPPORTED, "the key revocation list " + defect);
  }
}
