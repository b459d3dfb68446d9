package io.github.ddbmessaging.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PositionTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:02:03.123Z");
  private static final SortKey KEY = SortKey.of(NOW, "m-1");
  private static final Position ALL = new Position("g-1", KEY, 7, KEY, 3, NOW, NOW);
  private static final Position LEAST = new Position("g-1", KEY, 0, null, 0, null, NOW);

  @Test
  void toToken_always_isReadBackAndSafeInAUrl() {
    assertThat(Position.of(ALL.toToken(), "g-1")).isEqualTo(ALL);
    assertThat(Position.of(LEAST.toToken(), "g-1")).isEqualTo(LEAST);
    assertThat(ALL.toToken().value()).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void of_aTokenOfAnotherGroup_isRefused() {
    assertThatThrownBy(() -> Position.of(ALL.toToken(), "g-2"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("beginChanges()");
  }

  @Test
  void of_aTokenWithAnyCharacterChanged_isRefused() {
    String token = ALL.toToken().value();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);

      assertThatThrownBy(() -> Position.of(new ChangesToken(changed), "g-1"))
          .as(changed)
          .isInstanceOf(InvalidInputException.class);
    }
  }
}
