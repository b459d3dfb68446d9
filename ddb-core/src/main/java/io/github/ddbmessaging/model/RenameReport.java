package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What one page of a renaming did.
 *
 * @param groups groups that were looked at; those that had the names already are among them
 * @param messages messages that got the new names
 * @param problems why groups or messages were left as they are: damaged items, and what failed or
 *     lost every race against other writers
 * @param position where to resume after this report: for {@link TableScan#resumedAt}; empty if this
 *     is the last one
 */
public record RenameReport(
    int groups, int messages, List<MessagingException> problems, Optional<String> position) {
  /** Refuses null and copies. */
  public RenameReport {
    problems = List.copyOf(problems);
    requireNonNull(position, "position");
  }
}
