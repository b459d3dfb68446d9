package io.github.ddbmessaging.examples.kcl;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two workers on one stream. The one that has the shard breaks after 8 of 20 groups; the other
 * takes over. The library waits more than a minute in all for that.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoWorkersTest {
  private final WorkerFixture fixture = new WorkerFixture();
  private final Saboteur saboteur = new Saboteur();
  private Map<String, RuntimeException> failures = Map.of();
  private Map<String, List<String>> rowsAtBreak = Map.of();

  @BeforeAll
  void breakOneOfTwo() throws InterruptedException {
    fixture.start("one", saboteur.of("one"));
    fixture.send("first", 2);
    fixture.awaitRows();
    fixture.start("two", saboteur.of("two"));
    saboteur.breakOneAfter(8);
    fixture.send("midway", 10);
    fixture.await(() -> !fixture.failures().isEmpty());
    failures = fixture.failures();
    rowsAtBreak = fixture.rows();
    fixture.awaitRows();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @Test
  void run_whenGroupsKeepFailing_throws() {
    assertThat(failures.get(requireNonNull(saboteur.victim())))
        .hasMessageContaining("gets no further than record");
  }

  @Test
  void run_whenGroupsKeepFailing_leavesRowsBehind() {
    assertThat(rowsAtBreak).isNotEqualTo(fixture.newestMessages());
  }

  @Test
  void run_whenOtherWorkerStoppedMidway_bringsAllRowsUpToDate() {
    assertThat(fixture.rows()).isEqualTo(fixture.newestMessages());
  }
}
