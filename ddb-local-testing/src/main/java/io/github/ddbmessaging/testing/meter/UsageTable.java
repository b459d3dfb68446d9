package io.github.ddbmessaging.testing.meter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lays usage out in columns, 80 characters wide at most. */
final class UsageTable {

  private static final int NAME_WIDTH = 40;

  private UsageTable() {}

  static String format(List<Call> calls) {
    Map<String, Usage> groups = new LinkedHashMap<>();
    Usage total = Usage.NONE;
    for (Call call : calls) {
      String name = call.label().isEmpty() ? call.operation() : call.label();
      groups.merge(name, call.usage(), Usage::plus);
      total = total.plus(call.usage());
    }
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT, "%-40s %10s %12s %12s\n", "", "requests", "read units", "write units"));
    groups.forEach((name, usage) -> table.append(line(name, usage)));
    return table.append(line("total", total)).toString();
  }

  private static String line(String name, Usage usage) {
    return String.format(
        Locale.ROOT,
        "%-40s %10d %12.1f %12.1f\n",
        name.length() > NAME_WIDTH ? name.substring(0, NAME_WIDTH) : name,
        usage.requests(),
        usage.readUnits(),
        usage.writeUnits());
  }
}
