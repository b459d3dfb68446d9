package io.github.ddbmessaging.examples.cli;

/**
 * An item that a check has something to say about.
 *
 * @param kind how bad it is
 * @param pk its partition key
 * @param sk its sort key
 * @param problem what is wrong with it
 * @param remedy what to do
 */
record Finding(Kind kind, String pk, String sk, String problem, String remedy) {
  /** How bad something is. */
  enum Kind {
    /** A promise is broken. */
    WRONG,
    /** Worth knowing, and no damage. */
    NOTE
  }
}
