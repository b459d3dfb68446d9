package io.github.ddbmessaging.benchmarks.cost;

import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Table;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests and units of every contender and pattern, for some sizes.
 *
 * @param costs by contender, sizes and pattern
 */
public record CostTables(Map<Kind, Map<Case, Map<Pattern, Usage>>> costs) {
  /** Sorts by contender. */
  public CostTables {
    costs = new TreeMap<>(costs);
  }

  /**
   * Measures.
   *
   * @param kinds which contenders
   * @param cases which sizes
   * @return the costs
   */
  public static CostTables measure(List<Kind> kinds, List<Case> cases) {
    Map<Kind, Map<Case, Map<Pattern, Usage>>> costs = new EnumMap<>(Kind.class);
    for (Kind kind : kinds) {
      Map<Case, Map<Pattern, Usage>> ofKind = new LinkedHashMap<>();
      cases.forEach(sizes -> ofKind.put(sizes, Costs.measure(kind, sizes)));
      costs.put(kind, ofKind);
    }
    return new CostTables(costs);
  }

  /**
   * One table for each pattern; contenders of equal cost share a row.
   *
   * @return Markdown
   */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    for (Pattern pattern : Pattern.values()) {
      text.append("\n**").append(pattern.label()).append("**\n\n").append(table(pattern));
    }
    return text.toString();
  }

  /**
   * What one call costs.
   *
   * @param kind which contender
   * @param sizes how large groups and messages are
   * @param pattern which pattern
   * @return requests and units
   * @throws IllegalArgumentException if that was not measured
   */
  public Usage cost(Kind kind, Case sizes, Pattern pattern) {
    Usage cost = costs.getOrDefault(kind, Map.of()).getOrDefault(sizes, Map.of()).get(pattern);
    if (cost == null) {
      throw new IllegalArgumentException("Not measured: " + kind + ", " + sizes + ", " + pattern);
    }
    return cost;
  }

  private String table(Pattern pattern) {
    List<Case> cases =
        costs.values().iterator().next().keySet().stream()
            .filter(sizes -> sizes.members() == 2 || !isListing(pattern))
            .toList();
    List<String> head = new ArrayList<>(List.of("requests · units"));
    cases.forEach(sizes -> head.add(name(sizes)));
    Table table = new Table(head);
    Map<List<String>, String> names = new LinkedHashMap<>();
    for (Kind kind : costs.keySet()) {
      List<String> cells = cases.stream().map(sizes -> cell(cost(kind, sizes, pattern))).toList();
      names.merge(cells, kind.label(), (one, other) -> one + "; " + other);
    }
    names.forEach(
        (cells, name) -> {
          List<String> row = new ArrayList<>(List.of(name));
          row.addAll(cells);
          table.row(row);
        });
    return table.markdown();
  }

  /** A listing reads items that say the same whatever the size of the group. */
  private static boolean isListing(Pattern pattern) {
    return pattern == Pattern.A || pattern == Pattern.B;
  }

  private static String name(Case sizes) {
    return sizes.members() + " members, " + Numbers.of(sizes.bytes()) + " B";
  }

  private static String cell(Usage usage) {
    StringBuilder cell = new StringBuilder().append(usage.requests());
    if (usage.readUnits() > 0) {
      cell.append(" · ").append(Numbers.units(usage.readUnits())).append(" R");
    }
    if (usage.writeUnits() > 0) {
      cell.append(" · ").append(Numbers.units(usage.writeUnits())).append(" W");
    }
    return cell.toString();
  }
}
