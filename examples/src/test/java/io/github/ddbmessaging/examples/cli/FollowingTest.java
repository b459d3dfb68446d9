package io.github.ddbmessaging.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.examples.cli.output.Layout;
import io.github.ddbmessaging.examples.cli.output.TextPrinter;
import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.ChangesTokenExpiredException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageStatus;
import io.github.ddbmessaging.model.UnreadableItem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Following without a server: each answer stands here. */
class FollowingTest {
  private static final Message SENT = new Message("g-1", Items.OLDER, "m-1", Items.ANN, "First");
  private static final Message EDITED =
      SENT.with(MessageContent.ofText("Better"), MessageStatus.SENT.edited(Instant.EPOCH));
  private static final String SENT_LINE = "2026-11-21 01:02:03  annek         First";
  private static final String EDITED_LINE = "2026-11-21 01:02:03  annek         Better (edited)";

  private final Deque<Changes> answers = new ArrayDeque<>();
  private final List<ChangesToken> asked = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Following following =
      new Following(
          this::answer,
          new TextPrinter(
              new PrintStream(out, true, UTF_8),
              new PrintStream(err, true, UTF_8),
              Layout.UNLIMITED),
          new ChangesToken("t-0"));

  @Test
  void run_whenAMessageIsToldAgain_printsItOnce() {
    answers.add(changes("t-1", false, SENT));
    answers.add(changes("t-2", false, SENT));

    following.run(more -> answers.isEmpty());

    assertThat(lines(out)).containsExactly(SENT_LINE, "next: --since t-2");
  }

  @Test
  void run_whenAMessageIsToldWithALaterRevision_printsItAgain() {
    answers.add(changes("t-1", false, SENT));
    answers.add(changes("t-2", false, EDITED));
    answers.add(changes("t-3", false, SENT));

    following.run(more -> answers.isEmpty());

    assertThat(lines(out)).containsExactly(SENT_LINE, EDITED_LINE, "next: --since t-3");
  }

  @Test
  void run_whenAMessageIsPurged_printsThatOnceAndTheMessageNoMore() {
    Changes gone =
        new Changes(
            List.of(),
            List.of(SENT.ref()),
            List.of(),
            Optional.empty(),
            new ChangesToken("t-1"),
            false);
    answers.add(gone);
    answers.add(gone);
    answers.add(changes("t-2", false, EDITED));

    following.run(more -> answers.isEmpty());

    assertThat(lines(out)).containsExactly("2026-11-21 01:02:03  (purged)", "next: --since t-2");
  }

  @Test
  void run_whenAnItemCantBeRead_tellsItOnceAndKnowsIt() {
    Changes damaged =
        new Changes(
            List.of(),
            List.of(),
            List.of(new UnreadableItem("pk", "sk", "it is damaged")),
            Optional.empty(),
            new ChangesToken("t-1"),
            false);
    answers.add(damaged);
    answers.add(damaged);

    following.run(more -> answers.isEmpty());

    assertThat(lines(err)).containsExactly("Unreadable item pk='pk', sk='sk': it is damaged");
    assertThat(following.hasProblems()).isTrue();
  }

  @Test
  void run_whenMembersChanged_printsWhoIsInTheGroupOnce() {
    MessageGroup two = Items.head(Items.NEWEST).withNames(List.of(Items.ANN, Items.BOB), "Hut");
    answers.add(changes("t-1", two));
    answers.add(changes("t-2", two.withNewest(Items.NEWEST)));
    answers.add(changes("t-3", two.withMembers(List.of(Items.ANN), Map.of())));

    following.run(more -> answers.isEmpty());

    assertThat(lines(out))
        .containsExactly(
            "group g-1: Hut",
            "  annek         Ann (user ann)",
            "  bob_o         Bob (user bob)",
            "group g-1: Hut",
            "  annek         Ann (user ann)",
            "next: --since t-3");
  }

  @Test
  void run_whenOnlyTheTitleChanged_printsTheGroupAgain() {
    MessageGroup group = Items.head(Items.NEWEST).withNames(List.of(Items.ANN), "Hut");
    answers.add(changes("t-1", group));
    answers.add(changes("t-2", group.withNames(group.members(), "Lake")));

    following.run(more -> answers.isEmpty());

    assertThat(lines(out)).contains("group g-1: Hut", "group g-1: Lake");
  }

  @Test
  void run_asksFromTokenToToken() {
    answers.add(changes("t-1", true));
    answers.add(changes("t-2", false));

    following.run(more -> answers.isEmpty());

    assertThat(asked).extracting(ChangesToken::value).containsExactly("t-0", "t-1");
  }

  @Test
  void run_whenThereIsMore_tellsThePause() {
    List<Boolean> pauses = new ArrayList<>();
    answers.add(changes("t-1", true));
    answers.add(changes("t-2", false));

    following.run(more -> !pauses.add(more) || answers.isEmpty());

    assertThat(pauses).containsExactly(true, false);
  }

  @Test
  void run_whenStoppedWhereThereIsMore_saysSo() {
    answers.add(changes("t-1", true));

    following.run(more -> true);

    assertThat(lines(out)).containsExactly("more: --since t-1");
  }

  @Test
  void run_whenALaterCallFails_printsTheLastToken() {
    answers.add(changes("t-1", false));

    assertThatThrownBy(() -> following.run(more -> false))
        .isInstanceOf(ChangesTokenExpiredException.class);
    assertThat(lines(out)).containsExactly("next: --since t-1");
  }

  @Test
  void run_whenTheFirstCallFails_printsNoToken() {
    assertThatThrownBy(() -> following.run(more -> false))
        .isInstanceOf(ChangesTokenExpiredException.class);
    assertThat(lines(out)).isEmpty();
  }

  private Changes answer(ChangesToken token) {
    asked.add(token);
    Changes next = answers.poll();
    if (next == null) {
      throw new ChangesTokenExpiredException("g-1");
    }
    return next;
  }

  private static Changes changes(String next, boolean more, Message... messages) {
    return new Changes(
        List.of(messages), List.of(), List.of(), Optional.empty(), new ChangesToken(next), more);
  }

  private static Changes changes(String next, MessageGroup group) {
    return new Changes(
        List.of(), List.of(), List.of(), Optional.of(group), new ChangesToken(next), false);
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(UTF_8).lines().toList();
  }
}
