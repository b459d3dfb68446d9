package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;

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
      if (!List.of(documented).contains(e.getClass())) {
        throw new AssertionError(e + " is not documented, on " + input, e);
      }
      assertSilent(e);
    }
  }

  /** Neither the exception nor its causes tell content. */
  static void assertSilent(Throwable failure) {
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    assertThat(printed.toString()).doesNotContain(SECRET);
  }
}
