package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * A group's head with what only the projector needs of it.
 *
 * @param group the group
 * @param removed the highest message known to be deleted before any row showed it, or null. Only of
 *     use while it is above the newest: it keeps a late record of that message from being shown
 */
public record Head(MessageGroup group, @Nullable SortKey removed) {

  /** Reads a head. */
  public static Head of(Map<String, AttributeValue> item) {
    MessageGroup group = Schemas.read(Schemas.HEADS, item);
    AttributeValue removed = item.get(Attributes.REMOVED);
    if (removed == null) {
      return new Head(group, null);
    }
    try {
      return new Head(group, SortKey.parse(Items.keyPart(item, Attributes.REMOVED)));
    } catch (InvalidInputException e) {
      throw new DamagedItemException(
          Keys.messagePartition(group.id()),
          Keys.HEAD,
          "attribute '" + Attributes.REMOVED + "' is no sort key of a message");
    }
  }

  /** The head that a write met instead of the one that it depends on, if that was why. */
  public static Optional<Head> in(CancellationReason refusal) {
    return refusal.hasItem() && Keys.HEAD.equals(Items.keyPart(refusal.item(), Attributes.SK))
        ? Optional.of(of(refusal.item()))
        : Optional.empty();
  }

  /** Whether a message may have been deleted before any row showed it. */
  public boolean mayBeRemoved(SortKey message) {
    return removed != null && removed.compareTo(message) >= 0;
  }
}
