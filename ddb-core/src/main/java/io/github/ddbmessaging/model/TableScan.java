package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How an operator's work goes through the table: in pages of so many items, from the beginning or
 * from where an earlier run stopped. Immutable.
 *
 * @param pageSize most items of the table to read for one report, 1 to {@link Limits#PAGE_SIZE}
 * @param position where to begin, or null for the beginning of the table
 */
public record TableScan(int pageSize, @Nullable String position) {
  /**
   * The whole table.
   *
   * @param pageSize most items of the table to read for one report, 1 to {@link Limits#PAGE_SIZE}
   * @return a scan from the beginning
   */
  public static TableScan withPageSize(int pageSize) {
    return new TableScan(pageSize, null);
  }

  /**
   * The rest of the table, after a report.
   *
   * @param reportPosition the value of {@code position()} of the last report that was handled
   * @return a copy that begins there
   */
  public TableScan resumedAt(String reportPosition) {
    return new TableScan(pageSize, requireNonNull(reportPosition, "reportPosition"));
  }
}
