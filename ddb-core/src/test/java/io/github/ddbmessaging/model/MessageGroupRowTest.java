package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageGroupRowTest {
  @Test
  void otherMember_whenGroupIsDirect_isTheUserShown() {
    assertThat(row(null, true).otherMember()).contains(Samples.BOB);
  }

  @Test
  void otherMember_whenGroupHasATitle_isEmpty() {
    assertThat(row("Trip", false).otherMember()).isEmpty();
  }

  private static MessageGroupRow row(@Nullable String title, boolean isDirect) {
    return new MessageGroupRow(
        "ann", Samples.FIRST, "g-1", "Hi", title, Samples.BOB, isDirect, false, "bob");
  }
}
