package io.github.ddbmessaging.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a program reads and prints to, in UTF-8. */
public final class Streams {
  private final InputStream in;
  private final Recording recording;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;

  /**
   * Creates the streams.
   *
   * @param in standard input
   * @param out standard output; its failures are kept, so it must not hide them
   * @param err standard error
   * @param terminal whether people sit at a terminal, at both ends
   */
  public Streams(InputStream in, OutputStream out, OutputStream err, boolean terminal) {
    this.in = in;
    this.recording = new Recording(out);
    this.out = new PrintStream(recording, true, UTF_8);
    this.err = new PrintStream(err, true, UTF_8);
    this.terminal = terminal;
  }

  InputStream in() {
    return in;
  }

  /**
   * Standard output.
   *
   * @return what to print results to
   */
  public PrintStream out() {
    return out;
  }

  /**
   * Standard error.
   *
   * @return what to print failures to
   */
  public PrintStream err() {
    return err;
  }

  boolean isTerminal() {
    return terminal;
  }

  /**
   * Why output was lost.
   *
   * @return one sentence; empty if all was written, or if who reads it has had enough, as {@code |
   *     head}
   */
  public Optional<String> lostOutput() {
    out.flush();
    return Optional.ofNullable(recording.failure)
        .map(failure -> String.valueOf(failure.getMessage()))
        .filter(reason -> !reason.toLowerCase(Locale.ROOT).contains("pipe"))
        .map(
            reason ->
                "Output was lost: "
                    + reason
                    + "; make space, or print elsewhere. What was done to a table stays done");
  }

  /** Remembers the first failure, which a {@code PrintStream} keeps to itself. */
  private static final class Recording extends FilterOutputStream {
    private @Nullable IOException failure;

    Recording(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      try {
        out.write(bytes, start, length);
      } catch (IOException e) {
        throw first(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw first(e);
      }
    }

    private IOException first(IOException e) {
      failure = failure == null ? e : failure;
      return e;
    }
  }
}
