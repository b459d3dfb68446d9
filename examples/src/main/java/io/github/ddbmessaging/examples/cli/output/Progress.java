package io.github.ddbmessaging.examples.cli.output;

import java.io.PrintStream;

/** Shows on a terminal how far work has come. For one thread. */
public final class Progress {
  private static final int BAR = 40;
  private static final long UNKNOWN = -1;
  private static final String TO_START_AND_CLEAR = "\r\u001B[K";

  private final String what;
  private final long total;
  private final PrintStream err;
  private final boolean shown;
  private long done;
  private long drawnAt = UNKNOWN;

  private Progress(String what, long total, PrintStream err, boolean shown) {
    this.what = what;
    this.total = total;
    this.err = err;
    this.shown = shown;
  }

  /**
   * Work of which the size is known.
   *
   * @param what what is counted
   * @param total how many there are
   * @param err where the bar is drawn
   * @param shown whether it is drawn at all
   * @return the progress, at nothing
   */
  public static Progress of(String what, long total, PrintStream err, boolean shown) {
    return new Progress(what, total, err, shown);
  }

  /**
   * Work of unknown size.
   *
   * @param what what is counted
   * @param err where the count is drawn
   * @param shown whether it is drawn at all
   * @return the progress, at nothing
   */
  public static Progress counting(String what, PrintStream err, boolean shown) {
    return new Progress(what, UNKNOWN, err, shown);
  }

  /**
   * How far it is.
   *
   * @return how many are done
   */
  public long done() {
    return done;
  }

  /**
   * Goes on.
   *
   * @param more how many more are done
   */
  public void advance(long more) {
    done += more;
    long step = total > 0 ? done * 100 / total : done / 1_000;
    if (shown && step != drawnAt) {
      drawnAt = step;
      err.print(TO_START_AND_CLEAR + line());
      err.flush();
    }
  }

  /** Ends the line, so that others can be printed. */
  public void close() {
    if (shown && drawnAt != UNKNOWN) {
      drawnAt = UNKNOWN;
      err.print(TO_START_AND_CLEAR);
      err.flush();
    }
  }

  private String line() {
    if (total <= 0) {
      return done + " " + what;
    }
    int filled = (int) (done * BAR / total);
    return "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] " + done + " " + what;
  }
}
