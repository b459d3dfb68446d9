package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.stream.ShardReader.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardPausesTest {
  private final ShardPauses pauses = new ShardPauses();

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "NOT_DONE"})
  void isOver_whenAShardWasNotRead_isFalseForThatShard(Progress progress) {
    pauses.after(Map.of("s-1", progress), true);

    assertThat(pauses.isOver("s-1")).isFalse();
    assertThat(pauses.isOver("s-2")).isTrue();
  }

  @Test
  void isOver_whenItFailsAgainAndAgain_afterTwiceAsManyRoundsUpToTheMost() {
    List<Integer> rounds = new ArrayList<>();
    for (int failure = 0; failure < 8; failure++) {
      pauses.after(Map.of("s-1", Progress.FAILED), true);
      int pause = 0;
      while (!pauses.isOver("s-1")) {
        pauses.after(Map.of("s-2", Progress.MOVED), true);
        pause++;
      }
      rounds.add(pause);
    }

    assertThat(rounds).containsExactly(1, 2, 4, 8, 16, 32, 64, 64);
  }

  @Test
  void isOver_whenNothingMoves_atOnceSinceThePollerWaits() {
    pauses.after(Map.of("s-1", Progress.FAILED), true);

    pauses.after(Map.of("s-1", Progress.FAILED, "s-2", Progress.IDLE), false);

    assertThat(pauses.isOver("s-1")).isTrue();
  }

  @Test
  void after_onceItWasRead_beginsAnew() {
    pauses.after(Map.of("s-1", Progress.FAILED), true);
    pauses.after(Map.of("s-1", Progress.FAILED), true);
    pauses.after(Map.of("s-1", Progress.MOVED), true);
    pauses.after(Map.of("s-1", Progress.FAILED), true);

    pauses.after(Map.of("s-2", Progress.MOVED), true);

    assertThat(pauses.isOver("s-1")).isTrue();
  }
}
