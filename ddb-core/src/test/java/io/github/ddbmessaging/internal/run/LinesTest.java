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

  private double random = NEVER;
  private long nanoTime;
  private final Lines lines = new Lines(() -> nanoTime, () -> random, LONGEST);

  @Test
  void join_whenTheLineIsEmpty_isItsTurnAtOnce() {
    assertThat(lines.<String>join(LINE).turn())
        .isCompletedWithValue(new Turn<>(Optional.empty(), Duration.ZERO));
  }

  @Test
  void leave_tellsTheNextInOrderItsResult() {
    Place<String> first = lines.join(LINE);
    Place<String> second = lines.join(LINE);
    Place<String> third = lines.join(LINE);
    assertThat(second.turn()).isNotDone();

    first.leave("one", false, Runnable::run);

    assertThat(second.turn()).isCompletedWithValue(new Turn<>(Optional.of("one"), Duration.ZERO));
    assertThat(third.turn()).isNotDone();
  }

  @Test
  void leave_whenItHasNoResult_tellsTheNextNothing() {
    Place<String> first = lines.join(LINE);
    Place<String> second = lines.join(LINE);

    first.leave(null, true, Runnable::run);

    assertThat(second.turn().join().before()).isEmpty();
  }

  @Test
  void leave_ofOneThatDidNotWaitForItsTurn_takesItOutOfTheLine() {
    Place<String> first = lines.join(LINE);
    Place<String> impatient = lines.join(LINE);
    Place<String> third = lines.join(LINE);

    impatient.leave("early", false, Runnable::run);
    assertThat(third.turn()).isNotDone();
    first.leave("one", false, Runnable::run);

    assertThat(third.turn().join().before()).contains("one");
  }

  /** The one before may never come back. */
  @Test
  void goAhead_takesTheTurnSoThatTheNextWaitsForItAlone() {
    Place<String> lost = lines.join(LINE);
    Place<String> impatient = lines.join(LINE);
    Place<String> third = lines.join(LINE);

    assertThat(impatient.goAhead()).isEmpty();
    impatient.leave("two", false, Runnable::run);

    assertThat(third.turn().join().before()).contains("two");
    lost.leave("one", false, Runnable::run);
    third.leave("three", false, Runnable::run);
    assertThat(lines.<String>join(LINE).turn()).isCompleted();
  }

  /** As if it had been interrupted while it gave way. */
  @Test
  void leave_beforeItHasGivenWay_measuresNoTime() {
    Place<String> first = lines.join(LINE);
    Place<String> second = lines.join(LINE);
    Place<String> third = lines.join(LINE);
    nanoTime += REQUEST.toNanos();
    random = 0;
    first.leave("one", false, Runnable::run);

    second.leave("two", false, Runnable::run);

    assertThat(third.turn().join().giveWay()).isZero();
  }

  @Test
  void join_anotherLine_doesNotWait() {
    Place<String> unused = lines.join(LINE);

    assertThat(lines.<String>join("g-2").turn()).isCompleted();
  }

  @Test
  void join_afterAllHaveLeft_doesNotWait() {
    lines.<String>join(LINE).leave("one", false, Runnable::run);

    assertThat(lines.<String>join(LINE).turn()).isCompleted();
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
    Place<String> first = lines.join(LINE);
    Place<String> second = lines.join(LINE);
    Place<String> third = lines.join(LINE);
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
    Place<String> first = lines.join(LINE);
    Place<String> second = lines.join(LINE);
    nanoTime += Duration.ofSeconds(1).toNanos();
    random = 0;

    first.leave("one", false, Runnable::run);

    assertThat(second.turn().join().giveWay()).isEqualTo(LONGEST);
  }

  @ParameterizedTest
  @CsvSource({"15, true", "16, false"})
  void leave_whenTurnsWentByWithoutARefusal_givesWayLessOften(int turns, boolean expected) {
    random = 0.2;
    Place<String> place = lines.join(LINE);
    Place<String> next = lines.join(LINE);
    place.leave("one", true, Runnable::run);
    for (int i = 0; i < turns; i++) {
      place = next;
      next = lines.join(LINE);
      nanoTime += REQUEST.toNanos();
      place.leave("one", false, Runnable::run);
    }

    assertThat(!next.turn().join().giveWay().isZero()).isEqualTo(expected);
  }
}
