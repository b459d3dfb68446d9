package io.github.ddbmessaging.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.ddbmessaging.examples.Conversation.Line;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads one line of a conversation's file and holds it to the library's rules. Pure. */
public final class LineParser {
  private static final String GROUP = "group";
  private static final String USER_ID = "user_id";
  private static final String HANDLE = "handle";
  private static final String DISPLAY_NAME = "display_name";
  private static final String CREATED_AT = "created_at";
  private static final String MESSAGE = "message";
  private static final Set<String> FIELDS =
      Set.of(GROUP, USER_ID, HANDLE, DISPLAY_NAME, CREATED_AT, MESSAGE);
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private LineParser() {}

  /**
   * Reads a line.
   *
   * @param json an object with the strings {@code group}, {@code user_id}, {@code handle}, {@code
   *     display_name}, {@code created_at} and {@code message}; others are ignored
   * @return what it says; its time cut to the microsecond
   * @throws DamagedLineException for anything else
   */
  public static Line parse(String json) {
    Map<String, String> fields = fields(json);
    return new Line(
        id(fields, GROUP),
        new User(
            id(fields, USER_ID),
            text(fields, DISPLAY_NAME, Limits.DISPLAY_NAME_LENGTH),
            name(fields, HANDLE, Limits.HANDLE_BYTES)),
        time(fields),
        text(fields, MESSAGE, Limits.DEFAULT_TEXT_LENGTH));
  }

  private static Map<String, String> fields(String json) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DamagedLineException("it is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
        if (!FIELDS.contains(name)) {
          parser.skipChildren();
        } else if (text) {
          fields.put(name, parser.getText());
        } else {
          throw new DamagedLineException("'" + name + "' is no string");
        }
      }
      if (parser.nextToken() != null) {
        throw new DamagedLineException("something follows the JSON object");
      }
    } catch (IOException e) {
      // The parser's own message quotes the line, which may be a message's text.
      throw new DamagedLineException("it is no valid JSON");
    }
    return fields;
  }

  private static Instant time(Map<String, String> fields) {
    String value = required(fields, CREATED_AT);
    try {
      // A sort key without an id is a time, in every form that the library reads.
      if (value.indexOf('#') < 0) {
        return SortKey.of(new SortKey(value).instant(), "any").instant();
      }
    } catch (InvalidInputException e) {
      // Refused below like every other value that is no time.
    }
    throw new DamagedLineException(
        "'" + CREATED_AT + "' is no time such as 2026-11-21T01:02:03.123456Z");
  }

  private static String id(Map<String, String> fields, String field) {
    String value = name(fields, field, Limits.ID_BYTES);
    if (value.indexOf('#') >= 0) {
      throw new DamagedLineException("'" + field + "' holds a '#'");
    }
    return value;
  }

  private static String name(Map<String, String> fields, String field, int maxBytes) {
    String value = required(fields, field);
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new DamagedLineException("'" + field + "' holds a control character");
    }
    int bytes = value.getBytes(UTF_8).length;
    if (bytes > maxBytes) {
      throw new DamagedLineException(
          "'" + field + "' takes " + bytes + " bytes; at most " + maxBytes + " do");
    }
    return value;
  }

  private static String text(Map<String, String> fields, String field, int maxLength) {
    String value = required(fields, field);
    int length = value.codePointCount(0, value.length());
    if (length > maxLength) {
      throw new DamagedLineException(
          "'" + field + "' has " + length + " characters; at most " + maxLength + " are allowed");
    }
    return value;
  }

  private static String required(Map<String, String> fields, String field) {
    String value = fields.get(field);
    if (value == null) {
      throw new DamagedLineException("'" + field + "' is missing");
    }
    if (value.isBlank()) {
      throw new DamagedLineException("'" + field + "' is blank");
    }
    if (!UTF_8.newEncoder().canEncode(value)) {
      throw new DamagedLineException("'" + field + "' holds half of a surrogate pair");
    }
    return value;
  }
}
