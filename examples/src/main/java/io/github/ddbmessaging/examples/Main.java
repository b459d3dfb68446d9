package io.github.ddbmessaging.examples;

import io.github.ddbmessaging.examples.cli.Streams;
import io.github.ddbmessaging.examples.cli.Tool;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Runs the command line tool, or without a command the quickstart. */
public final class Main {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final String VERBOSE = "--verbose";

  private Main() {}

  /**
   * Runs a command, or the quickstart, and ends the JVM: with status 0 if all went well, 1 if
   * something failed, 2 if the tool was used in a wrong way. A failure is one line on standard
   * error.
   *
   * @param args a command with its arguments; nothing, or {@code --verbose} for the stack trace of
   *     a failure, for the quickstart
   */
  public static void main(String[] args) {
    // DynamoDB Local can't read PartiQL in a Turkish locale.
    Locale.setDefault(Locale.ROOT);
    // From JDK 22 to 24 there would be a console in a pipe, too.
    System.setProperty("jdk.console", "java.base");
    // System.out would hide why it can't be written.
    Streams streams =
        new Streams(System.in, new FileOutputStream(FileDescriptor.out), System.err, isTerminal());
    System.exit(run(List.of(args), streams, Main::quickstart));
  }

  static int run(List<String> args, Streams streams, Consumer<PrintStream> program) {
    if (!args.stream().allMatch(VERBOSE::equals)) {
      return Tool.run(args, streams);
    }
    try {
      program.accept(streams.out());
      Optional<String> lost = streams.lostOutput();
      lost.ifPresent(streams.err()::println);
      return lost.isPresent() ? FAILED : OK;
    } catch (RuntimeException | Error e) {
      if (args.contains(VERBOSE)) {
        e.printStackTrace(streams.err());
      } else {
        streams.err().println(ConsoleView.failure(e));
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

  // In a pipe there is none, before JDK 22 and with the setting above.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null;
  }
}
