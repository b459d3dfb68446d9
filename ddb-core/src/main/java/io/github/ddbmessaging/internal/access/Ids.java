package io.github.ddbmessaging.internal.access;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.InvalidInputException;
import java.util.Optional;

/**
 * Whether the ids in a table are such that stores accept them: what another program wrote may have
 * others, and then no store can read or write it. Pure.
 */
public final class Ids {
  private static final String ADVICE =
      "no store reads or writes it; copy the items to an id that Limits allows";

  private Ids() {}

  /** What is wrong with the id of a group: half a sentence; empty if it is good. */
  public static Optional<String> problemOfGroup(String groupId) {
    return problem(() -> Validation.groupId(groupId));
  }

  /** What is wrong with the id of a user: half a sentence; empty if it is good. */
  public static Optional<String> problemOfUser(String userId) {
    return problem(() -> Validation.userId(userId));
  }

  /** The exception for an item with such an id. */
  public static DamagedItemException damaged(ItemKey key, String problem) {
    return new DamagedItemException(key.pk(), key.sk(), problem, ADVICE);
  }

  /** A problem, and what to do about it. */
  public static String withAdvice(String problem) {
    return problem + "; " + ADVICE;
  }

  private static Optional<String> problem(Runnable check) {
    try {
      check.run();
      return Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
