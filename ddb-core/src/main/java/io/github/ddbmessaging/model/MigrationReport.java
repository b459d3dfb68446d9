package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What one page of a migration did, or, in a preview, what there is to do.
 *
 * @param itemsRead items of the table that were read
 * @param groups groups of the original application that were adopted; a preview counts a group on
 *     each page that holds something of it
 * @param messages messages that got a key of this library
 * @param rows rows of the original application that were met; those of adopted groups are gone
 * @param problems why items or groups were left as they are: damaged items, groups of which nobody
 *     knows the members, and what failed or lost every race against other writers
 * @param position where to resume after this report: for {@link TableScan#resumedAt}; empty if this
 *     is the last one
 */
public record MigrationReport(
    int itemsRead,
    int groups,
    int messages,
    int rows,
    List<MessagingException> problems,
    Optional<String> position) {
  /** Refuses null and copies. */
  public MigrationReport {
    problems = List.copyOf(problems);
    requireNonNull(position, "position");
  }
}
