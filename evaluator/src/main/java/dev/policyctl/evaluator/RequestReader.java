package dev.policyctl.evaluator;

import dev.policyctl.evaluator.RequestFields.UnreadableException;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads requests from text that may be hostile: bounded in every direction. */
final class RequestReader {
  private static final int MAX_LENGTH = 1 << 20;
  private static final int MAX_DETAIL = 200;
  private static final String TOO_LONG = "longer than 1 MiB";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_LENGTH)
                  .maxNestingDepth(64)
                  .maxStringLength(1 << 16)
                  .maxNameLength(1 << 10)
                  .maxNumberLength(100)
                  .build())
          .build();

  private RequestReader() {}

  static Request read(byte[] utf8) {
    if (utf8.length > MAX_LENGTH) {
      return Request.unreadable(TOO_LONG);
    }
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return Request.unreadable("not UTF-8");
    }
  }

  static Request read(Reader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8192];
    int count;
    while ((count = reader.read(buffer)) >= 0) {
      text.append(buffer, 0, count);
      if (text.length() > MAX_LENGTH) {
        return Request.unreadable(TOO_LONG);
      }
    }
    return read(text.toString());
  }

  static Request read(String json) {
    if (json.length() > MAX_LENGTH) {
      return Request.unreadable(TOO_LONG);
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      return read(parser);
    } catch (JacksonException e) {
      return Request.unreadable(detail(e));
    } catch (UnreadableException e) {
      return Request.unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static Request read(JsonParser parser) throws UnreadableException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new UnreadableException("not a JSON object");
    }
    Request.Builder builder = Request.builder();
    RequestFields.members(parser, RequestFields.ROOT, builder);
    if (parser.nextToken() != null) {
      throw new UnreadableException("more text behind the JSON object");
    }
    return builder.build();
  }

  /** One short line of printable ASCII: what is quoted in it comes from the request. */
  private static String detail(JacksonException e) {
    String message = e.getOriginalMessage() == null ? "not JSON" : e.getOriginalMessage();
    String line = message.replaceAll("[^ -~]+", " ");
    String where =
        e.getLocation() == null
            ? ""
            : e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr() + ": ";
    return where + (line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) + "..." : line);
  }
}
