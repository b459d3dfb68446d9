package io.github.ddbmessaging.examples.chat.web;

import io.github.ddbmessaging.model.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of input before anything else looks at it. */
public final class Input {
  private Input() {}

  /**
   * Refuses a missing value.
   *
   * @param value what a body has
   * @param field its name
   * @param <T> its type
   * @return the value
   * @throws InvalidInputException if it is missing
   */
  public static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new InvalidInputException("The field " + field + " is missing");
    }
    return value;
  }

  /**
   * Refuses text that Postgres does not hold: control characters and half characters.
   *
   * @param text one line of text
   * @param field its name
   * @return the text without blanks around it
   * @throws InvalidInputException if it is no such text
   */
  public static String line(@Nullable String text, String field) {
    String given = required(text, field);
    if (given.chars().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(given)) {
      throw new InvalidInputException("The field " + field + " is not one line of text");
    }
    return given.strip();
  }

  /**
   * Reads an id that this service gave.
   *
   * @param text the id as text
   * @param field its name
   * @return the id
   * @throws InvalidInputException if it is none
   */
  public static UUID uuid(@Nullable String text, String field) {
    String given = required(text, field);
    try {
      UUID id = UUID.fromString(given);
      if (id.toString().equals(given)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, as other spellings are.
    }
    throw new InvalidInputException("The field " + field + " is no id of this service");
  }
}
