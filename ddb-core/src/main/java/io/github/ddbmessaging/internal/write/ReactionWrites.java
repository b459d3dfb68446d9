package io.github.ddbmessaging.internal.write;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The writes of a user's reactions to a message. Repeating one changes nothing, and a damaged item
 * refuses both. Pure.
 */
public final class ReactionWrites {
  private static final String IS_SOUND = "attribute_type(#reactions, :set)";
  private static final String HAS_ROOM =
      "attribute_not_exists(#reactions) OR ("
          + IS_SOUND
          + " AND (contains(#reactions, :reaction) OR size(#reactions) < :most))";

  private final ItemWrites items;

  public ReactionWrites(String tableName) {
    this.items = new ItemWrites(tableName);
  }

  /** Adds a reaction, unless the user has too many. */
  public Action add(String groupId, SortKey message, String userId, String emoji) {
    return items.update(
        Part.REACTIONS,
        key(groupId, message, userId),
        "ADD #reactions :added",
        new Condition(
            HAS_ROOM,
            Map.of("#reactions", Attributes.REACTIONS),
            Map.of(
                ":added", AttributeValue.fromSs(List.of(emoji)),
                ":set", AttributeValue.fromS("SS"),
                ":reaction", AttributeValue.fromS(emoji),
                ":most", AttributeValue.fromN(Integer.toString(Limits.REACTIONS)))));
  }

  /** Removes a reaction, if the user has any. */
  public Action remove(String groupId, SortKey message, String userId, String emoji) {
    return items.update(
        Part.REACTIONS,
        key(groupId, message, userId),
        "DELETE #reactions :removed",
        new Condition(
            IS_SOUND,
            Map.of("#reactions", Attributes.REACTIONS),
            Map.of(
                ":set", AttributeValue.fromS("SS"),
                ":removed", AttributeValue.fromSs(List.of(emoji)))));
  }

  /** Messages of the original application may have ids that leave no room for it. */
  private static ItemKey key(String groupId, SortKey message, String userId) {
    ItemKey key = new ItemKey(Keys.messagePartition(groupId), Keys.reactions(message, userId));
    if (!key.isPossible()) {
      throw new InvalidInputException(
          "The id of the message leaves no room for a reaction to it in a sort key");
    }
    return key;
  }
}
