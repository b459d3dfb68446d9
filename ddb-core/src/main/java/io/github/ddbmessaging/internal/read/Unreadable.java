package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.UnreadableItem;

/** What a read tells of an item that it can't understand. */
public final class Unreadable {
  private Unreadable() {}

  /** The item, which the read goes on without; throws if reads are strict. */
  public static UnreadableItem unlessStrict(
      RequestSettings settings, DamagedItemException damaged) {
    if (settings.strictReads()) {
      throw damaged;
    }
    return new UnreadableItem(damaged.partitionKey(), damaged.sortKey(), damaged.problem());
  }
}
