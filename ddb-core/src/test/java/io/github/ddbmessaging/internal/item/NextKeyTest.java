package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextKeyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00.654321Z");

  @ParameterizedTest
  @CsvSource({
    "behind the clock,        2026-11-21T01:00:00.000000Z#m-9,      2026-11-21T02:00:00.654321Z",
    "of the same microsecond, 2026-11-21T02:00:00.654321Z#m-9,      2026-11-21T02:00:00.654322Z",
    "ahead of the clock,      2026-11-21T02:00:05.999999Z#m-9,      2026-11-21T02:00:06.000000Z",
    "old and ahead,           2026-11-21T02:00:05,                  2026-11-21T02:00:05.000001Z",
    "old and east of UTC,     2026-11-21T07:30:00.654321+05:30,     2026-11-21T07:31:00.000000Z",
    "old and west of UTC,     2026-11-20T21:00:00.654321-05:00,     2026-11-21T02:00:00.654322Z",
    "old and without seconds, 2026-11-21T03:00+01:00,               2026-11-21T03:01:00.000000Z",
    "old and of another form, 2026-11-21T02:00Z,                    2026-11-21T02:01:00.000000Z",
  })
  void after_whateverTheNewest_isTheClockOrElseJustAboveIt(
      String newestIs, String newest, String expectedTime) {
    SortKey key = NextKey.after(new SortKey(newest), NOW, "m-2");

    assertThat(key.value()).as("newest is " + newestIs).isEqualTo(expectedTime + "#m-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T02:00:00.654321Z#~",
        "2026-11-21T20:00:59.999999999+18:00",
        "2026-11-21T20:00+1800#\udbff\udfff",
        "2026-11-20T08:00:59-18:00",
        "2026-11-21T02:00:00.6543219",
        "2026-11-21T02:00Z",
        "2026-11-21T02:00",
      })
  void after_whateverTheForm_isAboveTheNewest(String newest) {
    SortKey seen = new SortKey(newest);

    assertThat(NextKey.after(seen, NOW, "!")).isGreaterThan(seen);
  }

  @Test
  void after_theLastTime_isRefusedSayingWhatToDo() {
    SortKey last = new SortKey("9999-12-31T23:59:59.999999Z#m-1");

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> NextKey.after(last, NOW, "m-2"))
        .withMessage(
            "The newest message of the group has the time 9999-12-31T23:59:59.999999Z, and no later"
                + " one can be stored; delete that item and rebuild the rows");
  }
}
