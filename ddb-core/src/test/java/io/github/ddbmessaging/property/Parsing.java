package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.MessagingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** How every parser has to end, whatever it is given. */
final class Parsing {
  /** Stands in every text, title and name of the good inputs, and in nothing else. */
  static final String SECRET = "s3cr3t";

  private Parsing() {}

  /**
   * Runs a parser, which must return, or throw one of the documented exceptions without content.
   */
  static void endsWell(Callable<?> parser, Object input, Class<?>... documented) {
    try {
      parser.call();
    } catch (Exception e) {
      assertThat(List.of(documented)).as("%s on %s", e, input).contains(classOf(e));
      assertSilent(e);
    }
  }

  /** Neither the exception nor its causes tell content. */
  static void assertSilent(Throwable failure) {
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    assertThat(printed.toString()).doesNotContain(SECRET);
  }

  private static Class<?> classOf(Exception failure) {
    if (failure instanceof MessagingException own) {
      return own.getClass();
    }
    throw new AssertionError("Not documented: " + failure, failure);
  }
}
