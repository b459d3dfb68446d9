package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

/**
 * An item of a listing that can't be understood: damaged, or written by another program. The page
 * has the rest. Mend or delete the item with this key.
 *
 * @param partitionKey its {@code pk}
 * @param sortKey its {@code sk}
 * @param problem what is wrong with it: half a sentence, without the values of its attributes
 */
public record UnreadableItem(String partitionKey, String sortKey, String problem) {
  /** Refuses null. */
  public UnreadableItem {
    requireNonNull(partitionKey, "partitionKey");
    requireNonNull(sortKey, "sortKey");
    requireNonNull(problem, "problem");
  }
}
