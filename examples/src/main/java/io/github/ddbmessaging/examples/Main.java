package io.github.ddbmessaging.examples;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Runs the quickstart and turns its outcome into the exit status. */
public final class Main {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final String VERBOSE = "--verbose";

  private Main() {}

  /**
   * Runs the quickstart and ends the JVM: with status 0 if all went well, 1 if something failed, 2
   * for unknown arguments. A failure is one line on standard error.
   *
   * @param args nothing, or {@code --verbose} for the stack trace of a failure
   */
  public static void main(String[] args) {
    System.exit(run(List.of(args), utf8(System.out), utf8(System.err), Main::quickstart));
  }

  static int run(
      List<String> args, PrintStream out, PrintStream err, Consumer<PrintStream> program) {
    boolean verbose = args.contains(VERBOSE);
    if (args.stream().anyMatch(arg -> !arg.equals(VERBOSE))) {
      err.println("Usage: quickstart [" + VERBOSE + "]");
      return MISUSED;
    }
    try {
      program.accept(out);
      return OK;
    } catch (RuntimeException | Error e) {
      if (verbose) {
        e.printStackTrace(err);
      } else {
        err.println(ConsoleView.failure(e));
      }
      return FAILED;
    }
  }

  private static void quickstart(PrintStream out) {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start();
        DynamoDbClient client = dynamoDb.client();
        DynamoDbStreamsClient streams = dynamoDb.streamsClient()) {
      new Quickstart(client, out).run();
      new StreamedBursts(client, streams, out).run();
    }
  }

  // The bundled conversation is in many scripts; the default charset may be ASCII.
  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
