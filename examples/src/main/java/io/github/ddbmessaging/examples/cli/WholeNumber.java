package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.model.Limits;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number of a range. */
abstract class WholeNumber implements ITypeConverter<Long> {
  private final long least;
  private final long most;

  private WholeNumber(long least, long most) {
    this.least = least;
    this.most = most;
  }

  /** How many items a page has. */
  static final class OfPage extends WholeNumber {
    OfPage() {
      super(1, Limits.PAGE_SIZE);
    }
  }

  /** How many there are of something. */
  static final class Positive extends WholeNumber {
    Positive() {
      super(1, Long.MAX_VALUE);
    }
  }

  /** The revision of a message. */
  static final class Revision extends WholeNumber {
    Revision() {
      super(0, Long.MAX_VALUE);
    }
  }

  /** A port, or 0. */
  static final class Port extends WholeNumber {
    Port() {
      super(0, 65_535);
    }
  }

  @Override
  public Long convert(String value) {
    try {
      long number = Long.parseLong(value);
      if (least <= number && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as every other value that is no such number.
    }
    throw new TypeConversionException("'" + value + "' is no whole number " + range());
  }

  private String range() {
    return "from " + least + (most == Long.MAX_VALUE ? " on" : " to " + most);
  }
}
