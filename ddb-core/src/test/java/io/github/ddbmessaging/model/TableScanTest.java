package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableScanTest {
  @Test
  void withPageSize_beginsAtTheBeginning() {
    assertThat(TableScan.withPageSize(500)).isEqualTo(new TableScan(500, null));
  }

  @Test
  void resumedAt_keepsThePageSize() {
    assertThat(TableScan.withPageSize(500).resumedAt("p")).isEqualTo(new TableScan(500, "p"));
  }
}
