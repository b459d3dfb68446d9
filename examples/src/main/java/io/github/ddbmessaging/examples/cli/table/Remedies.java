package io.github.ddbmessaging.examples.cli.table;

/** What to do about what is found wrong. */
final class Remedies {
  static final String MIGRATE = "run 'ddb migrate'";
  static final String REBUILD = "run 'ddb rebuild'";
  static final String STREAM_OR_REBUILD = "run 'ddb stream', or 'ddb rebuild'";
  static final String SEED_AGAIN = "run 'ddb seed' again, or call adoptGroup of the library";
  static final String MEND = "mend the item or delete it";
  static final String DELETE = "delete the item";

  private Remedies() {}
}
