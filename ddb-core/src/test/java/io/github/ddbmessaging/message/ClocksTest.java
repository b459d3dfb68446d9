package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that differ, stand still or go back, and years that end. */
class ClocksTest extends StoreTest {
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  @Test
  void createMessage_whenClocksAreMinutesApart_keepsTheOrderOfSending() {
    List<Messaging> senders = List.of(minutesAhead(-5), minutesAhead(5), store);
    MessageGroup group = direct(ANN, BOB, "0").group();
    List<String> inOrder = new ArrayList<>(List.of("0"));
    for (int n = 1; n <= 9; n++) {
      senders.get(n % 3).createMessage(group.id(), NewMessage.from("ann", "" + n));
      inOrder.add("" + n);
    }

    assertThat(texts(group)).isEqualTo(inOrder);
  }

  @Test
  void createMessage_whenClocksAreMinutesApart_isFoundByWhoCatchesUp() {
    Sent seen = direct(ANN, BOB, "Seen");

    Sent missed = minutesAhead(-5).createMessage(seen.group(), NewMessage.from("bob", "Missed"));

    assertThat(
            store
                .listMessages(seen.group().id(), oldestFirst(10).after(seen.message().ref()))
                .items())
        .containsExactly(missed.message());
  }

  @Test
  void createMessage_whenClockGoesBack_keepsTheOrderOfSending() {
    Messaging backwards = withClock(TestClock.stepping(Duration.ofMinutes(-1)));
    MessageGroup group = direct(ANN, BOB, "0").group();

    for (int n = 1; n <= 3; n++) {
      backwards.createMessage(group, NewMessage.from("ann", "" + n));
    }

    assertThat(texts(group)).containsExactly("0", "1", "2", "3");
  }

  @Test
  void createMessage_whenClockStandsStill_isAMicrosecondAfterTheOneBefore() {
    Messaging frozen = withClock(TestClock.frozen());
    Sent first = direct(ANN, BOB, "0");

    Sent second = frozen.createMessage(first.group(), NewMessage.from("ann", "1"));
    Sent third = frozen.createMessage(second.group(), NewMessage.from("ann", "2"));

    assertThat(List.of(first, second, third))
        .extracting(sent -> sent.message().createdAt())
        .containsExactly(
            TestClock.START,
            TestClock.START.plus(MICROSECOND),
            TestClock.START.plus(MICROSECOND).plus(MICROSECOND));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9000-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z"})
  void createMessage_whenTheClockIsOutOfAllReason_isRefusedBeforeAnyRequest(Instant time) {
    MessageGroup group = direct(ANN, BOB, "0").group();
    wire.clear();
    clock.set(time);

    assertThatThrownBy(() -> store.createMessage(group, NewMessage.from("ann", "1")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("clock", time.toString());
    assertThat(wire.requests()).isEmpty();
    clock.set(TestClock.START);
  }

  @Test
  void createGroup_whenClockIsBehindAnExistingGroup_sendsAfterItsNewest() {
    Sent first = direct(ANN, BOB, "First");
    clock.set(TestClock.START.minusSeconds(3_600));

    Sent second = direct(BOB, ANN, "Second");

    assertThat(second.message().createdAt())
        .isEqualTo(first.message().createdAt().plus(MICROSECOND));
  }

  @Test
  void listMessageGroups_whenTwoAreOfTheSameMicrosecond_pagesOverBoth() {
    Messaging frozen = withClock(TestClock.frozen());
    frozen.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("ann", "One"));
    frozen.createGroup(NewGroup.direct(ANN, CAT), NewMessage.from("ann", "Other"));

    assertThat(store.listMessageGroupPages("ann", oldestFirst(1)))
        .extracting(page -> page.items().get(0).preview())
        .containsExactlyInAnyOrder("One", "Other");
  }

  @Test
  void listMessages_whenTheYearChangesBetweenPages_continues() {
    clock.set(Instant.parse("2026-12-31T23:59:58Z"));
    String group = conversation(ANN, BOB, 4).group().id();

    assertThat(store.listMessagePages(group, oldestFirst(1)))
        .flatExtracting(page -> page.items())
        .extracting(Message::createdAt)
        .extracting(Instant::toString)
        .containsExactly(
            "2026-12-31T23:59:58Z",
            "2026-12-31T23:59:59Z",
            "2027-01-01T00:00:00Z",
            "2027-01-01T00:00:01Z");
  }

  @Test
  void listMessageGroups_whenTheYearChanges_continues() {
    clock.set(Instant.parse("2026-12-31T23:59:59Z"));
    direct(ANN, BOB, "Old year");
    direct(ANN, CAT, "New year");

    assertThat(previews("ann")).containsExactly("New year", "Old year");
  }

  private Messaging minutesAhead(int minutes) {
    return withClock(InstantSource.offset(clock, Duration.ofMinutes(minutes)));
  }

  private Messaging withClock(InstantSource source) {
    return open(settings -> settings.clock(source));
  }
}
