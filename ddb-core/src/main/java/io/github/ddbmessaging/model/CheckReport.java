package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What one page of a check found.
 *
 * @param itemsRead items of the table that were read
 * @param groups groups whose heads were among them
 * @param oldKeys messages and rows with a key of the original application
 * @param unknownItems items that are none of this library's
 * @param findings what is wrong, or worth knowing
 * @param position where to resume after this report: for {@link TableScan#resumedAt}; empty if this
 *     is the last one
 */
public record CheckReport(
    int itemsRead,
    int groups,
    int oldKeys,
    int unknownItems,
    List<Finding> findings,
    Optional<String> position) {
  /** Refuses null, and copies the findings. */
  public CheckReport {
    findings = List.copyOf(findings);
    requireNonNull(position, "position");
  }
}
