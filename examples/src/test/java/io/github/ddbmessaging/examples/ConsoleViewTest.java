package io.github.ddbmessaging.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsoleViewTest {
  private static final User LAYLA = new User("layla", "ليلى حداد", "layla.h");
  private static final Instant TIME = Instant.parse("2026-01-02T23:59:59.999999Z");

  @Test
  void messageGroups_whenGroupIsDirect_showsTheOtherMemberAndThePreview() {
    assertThat(ConsoleView.messageGroups(List.of(row(null, "See you"))))
        .containsExactly(
            "   2026-01-02 23:59  layla.h     ليلى حداد", "                     See you");
  }

  @Test
  void messageGroups_whenGroupHasATitle_showsItAndWhoWroteLast() {
    assertThat(ConsoleView.messageGroups(List.of(row("bicycle", "See you"))))
        .containsExactly("   2026-01-02 23:59  bicycle", "                     layla.h: See you");
  }

  @Test
  void messages_whenTextHasSeveralLines_showsItOnOne() {
    assertThat(ConsoleView.messages(List.of(message(LAYLA, "Packing:\n- wool"))))
        .containsExactly("   2026-01-02 23:59  layla.h     Packing: - wool");
  }

  @Test
  void messages_whenTextIsTooLong_fillsTheLine() {
    List<String> lines = ConsoleView.messages(List.of(message(LAYLA, "x".repeat(100))));

    assertThat(lines).extracting(DisplayText::width).containsExactly(80);
  }

  @Test
  void messages_whenHandleIsTooLong_keepsTheTextInItsColumn() {
    User user = new User("u", "U", "a-very-long-handle");

    assertThat(ConsoleView.messages(List.of(message(user, "Hi"))))
        .containsExactly("   2026-01-02 23:59  a-very-lo…  Hi");
  }

  @Test
  void older_whenCursorIsLong_staysOnTheLine() {
    assertThat(DisplayText.width(ConsoleView.older(new Cursor("c".repeat(100))))).isEqualTo(80);
  }

  @Test
  void costs_whenCallsCostDifferently_showsTheirMean() {
    Cost cost = new Cost("C  message", 2, 3, 0.5, 27, 26);

    assertThat(ConsoleView.costs(List.of(cost)))
        .contains("   C  message                       2         3    0.5     27     13.5      13");
  }

  @Test
  void failure_whenMessageHasSeveralLines_isOneLine() {
    assertThat(ConsoleView.failure(new IllegalStateException("first\nsecond")))
        .isEqualTo("The quickstart failed: first second");
  }

  @Test
  void failure_whenThereIsNoMessage_namesTheException() {
    assertThat(ConsoleView.failure(new IllegalStateException()))
        .isEqualTo("The quickstart failed: java.lang.IllegalStateException");
  }

  @Test
  void failure_whenItIsAnError_namesItBeforeItsMessage() {
    assertThat(ConsoleView.failure(new NoClassDefFoundError("a/B")))
        .isEqualTo("The quickstart failed: java.lang.NoClassDefFoundError: a/B");
  }

  private static MessageGroupRow row(@Nullable String title, String preview) {
    return new MessageGroupRow(
        "ann", SortKey.of(TIME, "g-1"), "g-1", preview, title, LAYLA, title == null, false, null);
  }

  private static Message message(User sender, String text) {
    return new Message("g-1", SortKey.of(TIME, "m-1"), "m-1", sender, text);
  }
}
