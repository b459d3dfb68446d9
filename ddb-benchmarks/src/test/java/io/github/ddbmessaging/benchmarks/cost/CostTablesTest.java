package io.github.ddbmessaging.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTablesTest {
  private static final Case SMALL = new Case(2, 200);
  private static final Case GROUP = new Case(10, 200);

  @Test
  void markdown_whenContendersCostTheSame_givesThemOneRow() {
    CostTables tables =
        new CostTables(
            Map.of(Kind.LIBRARY, all(new Usage(1, 0.5, 0)), Kind.FLOOR, all(new Usage(1, 0.5, 0))));

    assertThat(tables.markdown()).contains("| library; low-level client | 1 · 0.5 R |");
  }

  @Test
  void cost_whenNotMeasured_isRefused() {
    CostTables tables = new CostTables(Map.of());

    assertThatThrownBy(() -> tables.cost(Kind.OLD, SMALL, Pattern.A))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Not measured: OLD");
  }

  @Test
  void day_addsUpWhatAMillionUsersDo() {
    CostTables tables = new CostTables(Map.of(Kind.OLD, all(new Usage(1, 0, 1))));

    Day.Totals day = Day.usage(tables, Kind.OLD, Pattern.E1, 1);

    // 10 lists of groups, 15 of messages, 20 messages with a batch each, a tenth of a new group.
    assertThat(Math.round(day.writeUnits())).isEqualTo(65_100_000);
  }

  private static Map<Case, Map<Pattern, Usage>> all(Usage usage) {
    Map<Pattern, Usage> ofAll = new EnumMap<>(Pattern.class);
    for (Pattern pattern : Pattern.values()) {
      ofAll.put(pattern, usage);
    }
    Map<Case, Map<Pattern, Usage>> ofCases = new LinkedHashMap<>();
    ofCases.put(SMALL, ofAll);
    ofCases.put(GROUP, ofAll);
    return ofCases;
  }
}
