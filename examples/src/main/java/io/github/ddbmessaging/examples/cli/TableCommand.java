package io.github.ddbmessaging.examples.cli;

import java.util.concurrent.Callable;

/** A command that works on a table. Its status is 0 if all is well. */
abstract class TableCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final Streams streams;

  /**
   * Takes what every command needs.
   *
   * @param options what the tool was told
   * @param streams what it reads and prints to
   */
  TableCommand(GlobalOptions options, Streams streams) {
    this.options = options;
    this.streams = streams;
  }

  @Override
  public final Integer call() {
    prepare();
    try (Session session = new Session(options, streams)) {
      try {
        return run(session);
      } finally {
        session.tellCapacity();
      }
    }
  }

  /** Refuses before a connection is opened, where something is not meant; else does nothing. */
  void prepare() {}

  /**
   * Does the work.
   *
   * @param session the connection, open until this returns
   * @return the exit status
   */
  abstract int run(Session session);

  final GlobalOptions options() {
    return options;
  }

  final Streams streams() {
    return streams;
  }
}
