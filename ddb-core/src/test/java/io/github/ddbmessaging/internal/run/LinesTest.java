package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.run.Lines.Place;
import io.github.ddbmessaging.internal.run.Lines.Turn;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {
  private static final String LINE = "g-1";
  private static final Duration LONGEST = Duration.ofMillis(40);
  private static final Duration REQUEST = Duration.ofMillis(8);
  private static final double NEVER = 0.99;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

  private double random = NEVER;
  private long nanoTime;
  private final Lines lines = new Lines(() -> nanoTime, () -> random, LONGEST);

  private Place<String> join(String line) {
    return lines.join(line, LONGEST_WAIT);
  }

  @Test
  void join_whenTheLineIsEmpty_isItsTurnAtOnce() {
    assertThat(join(LINE).turn()).isCompletedWithValue(new Turn<>(Optional.empty(), Duration.ZERO));
  }

  @Test
  void leave_tellsTheNextInOrderItsResult() {
    Place<String> first = join(LINE);
    Place<String> second = join(LINE);
    Place<String> third = join(LINE);
    assertThat(second.turn()).isNotDone();

    first.leave("one", false, Runnable::run);

    assertThat(second.turn()).isCompletedWithValue(new Turn<>(Optional.of("one"), Duration.ZERO));
    assertThat(third.turn()).isNotDone();
  }

  @Test
  void leave_whenItHasNoResult_tellsTheNextNothing() {
    Place<String> first = join(LINE);
    Place<String> second = join(LINE);

    first.leave(null, true, Runnable::run);

    assertThat(second.turn().join().before()).isEmpty();
  }

  @Test
  void leave_ofOneThatDidNotWaitForItsTurn_takesItOutOfTheLine() {
    Place<String> first = join(LINE);
    Place<String> impatient = join(LINE);
    Place<String> third = join(LINE);

    impatient.leave("early", false, Runnable::run);
    assertThat(third.turn()).isNotDone();
    first.leave("one", false, Runnable::run);

    assertThat(third.turn().join().before()).contains("one");
  }

  /** The one before may never come back. */
  @Test
  void goAhead_takesTheTurnSoThatTheNextWaitsForItAlone() {
    Place<String> lost = join(LINE);
    Place<String> impatient = join(LINE);
    Place<String> third = join(LINE);

    nanoTime += LONGEST_TURN.toNanos();
    assertThat(impatient.goAhead()).isTrue();
    impatient.leave("two", false, Runnable::run);

    assertThat(third.turn().join().before()).contains("two");
    lost.leave("one", false, Runnable::run);
    third.leave("three", false, Runnable::run);
    assertThat(join(LINE).turn()).isCompleted();
  }

  @Test
  void goAhead_whenTheTurnPassedOnLessThanASecondAgo_isFalse() {
    Place<String> first = join(LINE);
    Place<String> unused = join(LINE);
    Place<String> third = join(LINE);
    nanoTime += LONGEST_TURN.toNanos();
    first.leave("one", false, Runnable::run);
    nanoTime += LONGEST_TURN.toNanos() - 1;

    assertThat(third.goAhead()).isFalse();
    assertThat(third.patience()).isEqualTo(Duration.ofNanos(1));
  }

  /** Many who wait for one that hangs don't go off all at once. */
  @Test
  void goAhead_afterAnotherWentAhead_waitsForThatOneAgain() {
    Place<String> unused = join(LINE);
    Place<String> second = join(LINE);
    Place<String> third = join(LINE);
    nanoTime += LONGEST_TURN.toNanos();
    assertThat(second.goAhead()).isTrue();

    assertThat(third.goAhead()).isFalse();
    nanoTime += LONGEST_TURN.toNanos();
    assertThat(third.goAhead()).isTrue();
  }

  @Test
  void goAhead_afterItsLongestWait_isTrueThoughTheTurnPassesOn() {
    Place<String> first = join(LINE);
    Place<String> unused = join(LINE);
    Place<String> third = join(LINE);
    nanoTime += LONGEST_WAIT.toNanos() - 1;
    first.leave("one", false, Runnable::run);
    assertThat(third.goAhead()).isFalse();
    nanoTime += 1;

    assertThat(third.goAhead()).isTrue();
  }

  @Test
  void goAhead_whenItIsItsTurn_isFalse() {
    Place<String> first = join(LINE);
    Place<String> second = join(LINE);
    first.leave("one", false, Runnable::run);
    nanoTime += LONGEST_WAIT.toNanos();

    assertThat(second.goAhead()).isFalse();
    assertThat(second.turn()).isDone();
  }

  /** As if it had been interrupted while it gave way. */
  @Test
  void leave_beforeItHasGivenWay_measuresNoTime() {
    Place<String> first = join(LINE);
    Place<String> second = join(LINE);
    Place<String> third = join(LINE);
    nanoTime += REQUEST.toNanos();
    random = 0;
    first.leave("one", false, Runnable::run);

    second.leave("two", false, Runnable::run);

    assertThat(third.turn().join().giveWay()).isZero();
  }

  @Test
  void join_anotherLine_doesNotWait() {
    Place<String> unused = join(LINE);

    assertThat(join("g-2").turn()).isCompleted();
  }

  @Test
  void join_afterAllHaveLeft_doesNotWait() {
    join(LINE).leave("one", false, Runnable::run);

    assertThat(join(LINE).turn()).isCompleted();
  }

  @ParameterizedTest
  @CsvSource({
    // After a refusal three of ten give way, else one of sixteen; for half to one and a half times
    // as long as the last request that was not refused.
    "true,  0.29, 6.32",
    "true,  0.31, 0",
    "false, 0.06, 4.48",
    "false, 0.07, 0",
  })
  void leave_givesWayNowAndThen(boolean refused, double drawn, double expectedMillis) {
    Place<String> first = join(LINE);
    Place<String> second = join(LINE);
    Place<String> third = join(LINE);
    nanoTime += REQUEST.toNanos();
    first.leave("one", false, Runnable::run);
    nanoTime += refused ? 3 * REQUEST.toNanos() : REQUEST.toNanos();
    random = drawn;

    second.leave("two", refused, Runnable::run);

    assertThat(third.turn().join().giveWay())
        .isEqualTo(Duration.ofNanos(Math.round(expectedMillis * 1e6)));
  }

  @Test
  void leave_whenARequestTookLong_givesWayNoLongerThanTheLongest() {
    Place<String> first = join(LINE);
    Place<String> second = join(LINE);
    nanoTime += Duration.ofSeconds(1).toNanos();
    random = 0;

    first.leave("one", false, Runnable::run);

    assertThat(second.turn().join().giveWay()).isEqualTo(LONGEST);
  }

  @ParameterizedTest
  @CsvSource({"15, true", "16, false"})
  void leave_whenTurnsWentByWithoutARefusal_givesWayLessOften(int turns, boolean expected) {
    random = 0.2;
    Place<String> place = join(LINE);
    Place<String> next = join(LINE);
    place.leave("one", true, Runnable::run);
    for (int i = 0; i < turns; i++) {
      place = next;
      next = join(LINE);
      nanoTime += REQUEST.toNanos();
      place.leave("one", false, Runnable::run);
    }

    assertThat(!next.turn().join().giveWay().isZero()).isEqualTo(expected);
  }
}
