package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupHeadTest {
  private static final SortKey OLDER = SortKey.of(Samples.MADE_AT.minusSeconds(9), "m-0");

  @ParameterizedTest
  @CsvSource({"-1, true", "0, true", "1, false"})
  void mayBeRemoved_whenAMessageWasDeleted_isTrueUpToIt(int seconds, boolean expected) {
    GroupHead head = new GroupHead(Samples.direct(), Samples.FIRST);
    SortKey message = SortKey.of(Samples.MADE_AT.plusSeconds(seconds), "m-1");

    assertThat(head.mayBeRemoved(message)).isEqualTo(expected);
  }

  @Test
  void mayBeRemoved_whenNothingWasDeleted_isFalse() {
    assertThat(new GroupHead(Samples.direct(), null).mayBeRemoved(Samples.FIRST)).isFalse();
  }

  @Test
  void shows_whenTheNewestIsDeleted_isTrueOfTheOneInItsPlace() {
    GroupHead head =
        new GroupHead(
            Samples.direct(), null, 0, new GroupHead.Shown(Samples.direct().newest(), OLDER));

    assertThat(head.shows(OLDER)).isTrue();
    assertThat(head.shows(Samples.direct().newest())).isFalse();
  }

  @Test
  void shows_whenAnotherHasBecomeTheNewest_isTrueOfThat() {
    GroupHead head = new GroupHead(Samples.direct(), null, 0, new GroupHead.Shown(OLDER, null));

    assertThat(head.shownMessage()).contains(Samples.direct().newest());
  }

  @Test
  void shownMessage_whenNoneIsLeft_isEmpty() {
    GroupHead head =
        new GroupHead(
            Samples.direct(), null, 0, new GroupHead.Shown(Samples.direct().newest(), null));

    assertThat(head.shownMessage()).isEmpty();
  }
}
