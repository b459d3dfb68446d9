package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.PK;
import static io.github.ddbmessaging.table.Attributes.SK;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.FormerMembership;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.UserReactions;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How each kind of item is mapped, for the Enhanced Client: with these, a program can run queries
 * of its own on the table. Attributes that a schema does not know are ignored on reading. An item
 * that lacks an attribute, or holds a key of another form, is refused with {@link
 * DamagedItemException}. Reading goes through {@link #read}, which reports every kind of damage so.
 */
public final class Schemas {
  /** A message. */
  public static final TableSchema<Message> MESSAGES = MessageSchema.SCHEMA;

  /** A row in a user's list of message groups. */
  public static final TableSchema<MessageGroupRow> ROWS = RowSchema.SCHEMA;

  /** The head of a group. */
  public static final TableSchema<GroupHead> HEADS = HeadSchema.SCHEMA;

  /** An idempotency marker. */
  public static final TableSchema<IdempotencyMarker> MARKERS = MarkerSchema.SCHEMA;

  /** An entry in a group's change log. */
  public static final TableSchema<LogEntry> LOG = LogSchema.SCHEMA;

  /** The reactions of a user to a message. */
  public static final TableSchema<UserReactions> REACTIONS = ReactionsSchema.SCHEMA;

  /** A former membership of a user in a group. */
  public static final TableSchema<FormerMembership> FORMER = FormerMembershipSchema.SCHEMA;

  /** What a user has read, muted, pinned or hidden of a group. */
  public static final TableSchema<GroupState> STATES = StateSchema.SCHEMA;

  private Schemas() {}

  /**
   * Reads an item, reporting whatever is wrong with it by its key.
   *
   * @param schema one of this class
   * @param item the item as DynamoDB answered
   * @param <T> the kind of item
   * @return the item
   * @throws DamagedItemException if it is not a whole item of that kind
   */
  public static <T> T read(TableSchema<T> schema, Map<String, AttributeValue> item) {
    try {
      T read = schema.mapToItem(item);
      // The Enhanced Client's answer to an item without any attribute that it knows.
      if (read == null) {
        throw damaged(item, "it has no attribute of such an item");
      }
      return read;
    } catch (DamagedItemException e) {
      throw e;
    } catch (InvalidInputException e) {
      throw damaged(item, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // The converters' own messages quote values, which may be a message's text.
      throw damaged(item, "an attribute has another type than expected");
    }
  }

  private static DamagedItemException damaged(Map<String, AttributeValue> item, String problem) {
    return new DamagedItemException(keyPart(item, PK), keyPart(item, SK), problem);
  }

  private static String keyPart(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "?" : value.s();
  }
}
