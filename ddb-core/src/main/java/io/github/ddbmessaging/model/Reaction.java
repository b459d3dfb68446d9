package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One reaction to a message, with all who react so.
 *
 * @param emoji the reaction
 * @param count how many users react so
 * @param userIds who they are, in the order of their ids
 * @param mine whether the user whom the store acts for is among them; false for a store that acts
 *     for nobody
 */
public record Reaction(String emoji, int count, List<String> userIds, boolean mine) {
  /** Refuses null, and copies the users. */
  public Reaction {
    requireNonNull(emoji, "emoji");
    userIds = List.copyOf(userIds);
  }

  /**
   * Everything but the reaction itself, which stays out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "Reaction[count=" + count + ", mine=" + mine + "]";
  }
}
