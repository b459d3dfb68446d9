package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What one page of a rebuild did.
 *
 * @param itemsRead items of the table that were read
 * @param groups groups whose rows were written anew
 * @param rowsRemoved rows removed since they stood at a wrong place or in the list of no member
 * @param problems why items or groups were left as they are: damaged items, and what failed or was
 *     overtaken every time
 * @param next where the next page begins; empty if the table is through
 */
public record RebuildReport(
    int itemsRead,
    int groups,
    int rowsRemoved,
    List<MessagingException> problems,
    Optional<String> next) {
  /** Refuses null and copies. */
  public RebuildReport {
    problems = List.copyOf(problems);
    requireNonNull(next, "next");
  }
}
