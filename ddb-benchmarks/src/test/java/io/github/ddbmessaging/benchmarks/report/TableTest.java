package io.github.ddbmessaging.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void markdown_alignsNumbersRight() {
    String markdown = new Table(List.of("name", "count")).row("one", "1").markdown();

    assertThat(markdown).isEqualTo("| name | count |\n| --- | ---: |\n| one | 1 |\n");
  }

  @Test
  void row_withAnotherNumberOfCells_isRefused() {
    Table table = new Table(List.of("name", "count"));

    assertThatThrownBy(() -> table.row("one")).isInstanceOf(IllegalArgumentException.class);
  }
}
