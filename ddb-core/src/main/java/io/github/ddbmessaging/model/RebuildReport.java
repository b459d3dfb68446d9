package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What one page of a rebuild did.
 *
 * @param itemsRead items of the table that were read
 * @param groups groups whose rows were rewritten
 * @param rowsRemoved rows removed because they had a wrong key or were in the list of no member
 * @param problems why items or groups were left as they are: damaged items, and what failed or lost
 *     every race against other writers
 * @param position where to resume after this report: for {@link TableScan#resumedAt}; empty if this
 *     is the last one
 */
public record RebuildReport(
    int itemsRead,
    int groups,
    int rowsRemoved,
    List<MessagingException> problems,
    Optional<String> position) {
  /** Refuses null and copies. */
  public RebuildReport {
    problems = List.copyOf(problems);
    requireNonNull(position, "position");
  }
}
