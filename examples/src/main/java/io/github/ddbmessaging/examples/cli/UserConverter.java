package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.model.User;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code id:handle:Display Name}. */
final class UserConverter implements ITypeConverter<User> {
  /** How a user is written, in help. */
  static final String LABEL = "ID:HANDLE:NAME";

  private static final int PARTS = 3;

  @Override
  public User convert(String value) {
    String[] parts = value.split(":", PARTS);
    if (parts.length < PARTS) {
      throw new TypeConversionException(
          "'" + value + "' is no user such as ann:annek:'Ann Example'");
    }
    return new User(parts[0], parts[2], parts[1]);
  }
}
