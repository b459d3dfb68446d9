package io.github.ddbmessaging.examples.kcl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.fault.Faults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One worker. It takes about half a minute, which the library spends waiting. */
@Tag("long")
class ProjectorWorkerTest {
  @Test
  void run_whenShardClosesMeanwhile_bringsAllRowsUpToDate() throws InterruptedException {
    try (WorkerFixture fixture = new WorkerFixture()) {
      fixture.start("one", Faults.withRandomSeed());
      fixture.send("first", 5);
      fixture.awaitRows();
      fixture.rollOver();
      fixture.send("in the child", 5);

      fixture.awaitRows();

      assertThat(fixture.rows()).isEqualTo(fixture.newestMessages());
    }
  }
}
