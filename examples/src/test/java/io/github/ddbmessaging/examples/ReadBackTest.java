package io.github.ddbmessaging.examples;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.examples.Conversation.Line;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadBackTest {
  private static final User ANN = new User("ann", "Ann", "annek");
  private static final User BOB = new User("bob", "Bob", "bob_o");
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.000006Z");
  private static final Line LINE = new Line("g", ANN, TIME, "marker text");

  @Test
  void requireSameMessages_whenAllIsAsWritten_passes() {
    assertThatCode(() -> requireSame(message(TIME, ANN, "marker text"))).doesNotThrowAnyException();
  }

  @Test
  void requireSameMessages_whenTextDiffers_namesTheMessageAndNotItsText() {
    assertThatThrownBy(() -> requireSame(message(TIME, ANN, "other text")))
        .isInstanceOf(MismatchException.class)
        .hasMessage("Message 1 of group 'g' is not the one that was written");
  }

  @Test
  void requireSameMessages_whenTimeDiffersByAMicrosecond_fails() {
    assertThatThrownBy(() -> requireSame(message(TIME.plusNanos(1_000), ANN, "marker text")))
        .isInstanceOf(MismatchException.class);
  }

  @Test
  void requireSameMessages_whenSenderDiffers_fails() {
    assertThatThrownBy(() -> requireSame(message(TIME, BOB, "marker text")))
        .isInstanceOf(MismatchException.class);
  }

  @Test
  void requireSameMessages_whenOneIsMissing_tellsBothCounts() {
    assertThatThrownBy(() -> ReadBack.requireSameMessages("g", List.of(LINE), List.of()))
        .isInstanceOf(MismatchException.class)
        .hasMessage("Read 0 messages of group 'g', but 1 were written");
  }

  @Test
  void requireSameRows_whenRowShowsTheBeginningOfTheNewestMessage_passes() {
    assertThatCode(() -> requireSame(row(TIME, "marker"))).doesNotThrowAnyException();
  }

  @Test
  void requireSameRows_whenRowShowsAnotherMessage_namesTheUserAndNotTheText() {
    assertThatThrownBy(() -> requireSame(row(TIME, "older text")))
        .isInstanceOf(MismatchException.class)
        .hasMessage("Conversation 1 of 'ann' does not show its newest message");
  }

  @Test
  void requireSameRows_whenRowShowsNothing_fails() {
    assertThatThrownBy(() -> requireSame(row(TIME, ""))).isInstanceOf(MismatchException.class);
  }

  @Test
  void requireSameRows_whenRowIsOfAnotherTime_fails() {
    assertThatThrownBy(() -> requireSame(row(TIME.plusNanos(1_000), "marker")))
        .isInstanceOf(MismatchException.class);
  }

  @Test
  void requireSameRows_whenThereIsOneTooMany_tellsBothCounts() {
    assertThatThrownBy(
            () -> ReadBack.requireSameRows("ann", List.of(), List.of(row(TIME, "marker"))))
        .isInstanceOf(MismatchException.class)
        .hasMessage("Read 1 conversations of user 'ann', but 0 were written");
  }

  private static void requireSame(Message read) {
    ReadBack.requireSameMessages("g", List.of(LINE), List.of(read));
  }

  private static void requireSame(MessageGroupRow read) {
    ReadBack.requireSameRows("ann", List.of(LINE), List.of(read));
  }

  private static Message message(Instant time, User sender, String text) {
    return new Message("g-1", SortKey.of(time, "m-1"), "m-1", sender, text);
  }

  private static MessageGroupRow row(Instant time, String preview) {
    return new MessageGroupRow(
        "ann", SortKey.of(time, "g-1"), "g-1", preview, null, BOB, true, false, null);
  }
}
