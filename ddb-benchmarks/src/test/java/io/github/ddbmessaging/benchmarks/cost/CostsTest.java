package io.github.ddbmessaging.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cost of every pattern, held to what the design says. */
@Tag("long")
class CostsTest {
  /** The head of a group of 10 takes 2 KB, that of 48 takes 5 KB; a transaction writes it twice. */
  @ParameterizedTest(name = "{0} members")
  @CsvSource({"2, 2", "10, 4", "48, 10"})
  void library_transactional_costsWhatTheDesignSays(int members, int head) {
    Map<Pattern, Usage> costs = Costs.measure(Kind.LIBRARY, new Case(members, 200));

    assertThat(costs)
        .containsEntry(Pattern.C, new Usage(1, 0, 2 + head + 4 * members))
        .containsEntry(Pattern.D, new Usage(1, 0, 2 + head + 2 * members));
  }

  @ParameterizedTest(name = "{0} members")
  @CsvSource({"2, 2, 1", "10, 4, 1", "48, 10, 2"})
  void library_streamed_costsWhatTheDesignSays(int members, int head, int headRead) {
    Map<Pattern, Usage> costs = Costs.measure(Kind.LIBRARY_STREAMED, new Case(members, 200));

    Usage update = new Usage(2, headRead, head + 4 * members);
    assertThat(costs)
        .containsEntry(Pattern.C, new Usage(1, 0, 1))
        .containsEntry(Pattern.E1, update)
        .containsEntry(Pattern.E10, update);
  }

  @Test
  void library_whenRowsAreUpToDate_readsTheHeadAndWritesNothing() {
    Map<Pattern, Usage> costs = Costs.measure(Kind.LIBRARY, new Case(2, 200));

    assertThat(costs)
        .containsEntry(Pattern.E1, new Usage(1, 1, 0))
        .containsEntry(Pattern.E10, new Usage(1, 1, 0));
  }

  @Test
  void library_listings_costWhatTheirBytesCost() {
    Map<Pattern, Usage> costs = Costs.measure(Kind.LIBRARY, new Case(2, 200));

    assertThat(costs)
        .containsEntry(Pattern.A, new Usage(1, 1.5, 0))
        .containsEntry(Pattern.B, new Usage(1, 1.5, 0));
  }
}
