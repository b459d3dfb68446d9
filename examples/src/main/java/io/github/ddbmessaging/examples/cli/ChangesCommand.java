package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Printer;
import io.github.ddbmessaging.model.ChangesToken;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what changed in a group. */
@Command(
    name = "changes",
    description = {
      "Tells what changed in a group since a token, and the token to ask with next time.",
      "Without --since it tells a first token. Take that before you list the messages."
    })
final class ChangesCommand extends TableCommand {
  @Parameters(paramLabel = "GROUP", description = "The group's id.")
  private String group = "";

  @Option(
      names = "--since",
      paramLabel = "TOKEN",
      description = "What this command told as next when it ran before.")
  private @Nullable String since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = WholeNumber.OfPage.class,
      description = "New messages, and other changes, in one call; default 100.")
  private long limit = 100;

  @Option(names = "--follow", description = "Ask again and again, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      converter = WholeNumber.Positive.class,
      description = "With --follow: the pause between two calls; default 2.")
  private long interval = 2;

  @Mixin private final ActingOption acting = new ActingOption();

  ChangesCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    // Who has just edited a message wants to see that.
    MessagingStore store = acting.of(session.store()).withConsistentReads();
    Printer printer = session.printer();
    ChangesToken first =
        since == null
            ? store.beginChanges(group)
            // A terminal's line may have broken it.
            : new ChangesToken(since.replaceAll("\\s", ""));
    Following following =
        new Following(token -> store.listChanges(group, token, (int) limit), printer, first);
    if (follow) {
      CountDownLatch stop = new CountDownLatch(1);
      printer.hint("Following the changes; Ctrl-C ends it");
      Interrupt.stops(stop::countDown, () -> following.run(more -> isStopped(stop, more)));
    } else {
      following.end(since != null && following.step());
    }
    return following.hasProblems() ? 1 : 0;
  }

  private boolean isStopped(CountDownLatch stop, boolean more) {
    try {
      return stop.await(more ? 0 : interval, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
