package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupHeadTest {
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
}
