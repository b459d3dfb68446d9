package io.github.ddbmessaging.benchmarks;

import java.nio.file.Path;

/** Runs all benchmarks and writes the report. */
public final class Main {
  private Main() {}

  /**
   * Takes some minutes.
   *
   * @param args the directory to write into, the length of the longest listing, and the versions of
   *     what is measured, for the report
   */
  public static void main(String[] args) {
    if (args.length != 3) {
      System.err.println("Usage: benchmarks <directory> <longest listing> <versions>");
      System.exit(2);
    }
    new Report(Settings.full(Integer.parseInt(args[1])), args[2], System.out)
        .write(Path.of(args[0]));
  }
}
