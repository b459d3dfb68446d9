package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.model.ChangeEvent;
import io.github.ddbmessaging.model.ChangeEvent.GroupChanged;
import io.github.ddbmessaging.model.ChangeEvent.GroupCreated;
import io.github.ddbmessaging.model.ChangeEvent.MessageCreated;
import io.github.ddbmessaging.model.ChangeEvent.MessageDeleted;
import io.github.ddbmessaging.model.ChangeEvent.MessageEdited;
import io.github.ddbmessaging.model.ChangeEvent.MessageExpired;
import io.github.ddbmessaging.model.ChangeEvent.MessagePurged;
import io.github.ddbmessaging.model.ChangeEvent.ReactionsChanged;
import io.github.ddbmessaging.model.ChangeEvent.ReadPositionMoved;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UserReactions;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What a stream record tells. Pure. */
public final class DecodeRecord {
  private static final String TIME_TO_LIVE = "dynamodb.amazonaws.com";

  private DecodeRecord() {}

  /** The event; empty if the record changes nothing for a client. */
  public static Optional<ChangeEvent> event(Record record) {
    return switch (key(record).kind()) {
      case MESSAGE -> ofMessage(record);
      case HEAD -> ofHead(record);
      case LOG_ENTRY -> ofLogEntry(record);
      case REACTIONS -> ofReactions(record);
      case STATE -> ofState(record);
      default -> Optional.empty();
    };
  }

  /** The key of the item that a record is about. */
  public static ItemKey key(Record record) {
    return ItemKey.of(record.dynamodb() == null ? Map.of() : record.dynamodb().keys());
  }

  /** The item before the change; empty if the stream has no old images, or if there was none. */
  public static Map<String, AttributeValue> oldImage(Record record) {
    return record.dynamodb().hasOldImage() ? record.dynamodb().oldImage() : Map.of();
  }

  private static Optional<ChangeEvent> ofMessage(Record record) {
    Optional<Message> before = old(record, Schemas.MESSAGES);
    if (record.eventName() == OperationType.REMOVE) {
      MessageRef ref = before.map(Message::ref).orElseGet(() -> ref(key(record)));
      return Optional.of(
          isOfTimeToLive(record)
              ? new MessageExpired(ref, before)
              : new MessagePurged(ref, before));
    }
    Message message = Schemas.read(Schemas.MESSAGES, newImage(record));
    if (record.eventName() == OperationType.INSERT) {
      return Optional.of(new MessageCreated(message));
    }
    if (onlyNotesLog(record)) {
      return Optional.empty();
    }
    boolean wasDeleted = before.filter(Message::isDeleted).isPresent();
    return Optional.of(
        message.isDeleted() && !wasDeleted
            ? new MessageDeleted(message, before)
            : new MessageEdited(message, before));
  }

  /** The note that the change log tells of a change is none itself. */
  private static boolean onlyNotesLog(Record record) {
    Map<String, AttributeValue> old = new HashMap<>(oldImage(record));
    Map<String, AttributeValue> now = new HashMap<>(newImage(record));
    old.remove(Attributes.LOGGED);
    now.remove(Attributes.LOGGED);
    return old.equals(now);
  }

  private static Optional<ChangeEvent> ofHead(Record record) {
    return record.eventName() == OperationType.INSERT
        ? Optional.of(new GroupCreated(Schemas.read(Schemas.HEADS, newImage(record)).group()))
        : Optional.empty();
  }

  /** Of a message's change its own record tells. */
  private static Optional<ChangeEvent> ofLogEntry(Record record) {
    return record.eventName() == OperationType.INSERT
        ? Optional.of(Schemas.read(Schemas.LOG, newImage(record)))
            .filter(entry -> entry.message() == null)
            .map(GroupChanged::new)
        : Optional.empty();
  }

  private static Optional<ChangeEvent> ofReactions(Record record) {
    Optional<Set<String>> before =
        record.eventName() == OperationType.INSERT
            ? Optional.of(Set.of())
            : old(record, Schemas.REACTIONS).map(UserReactions::emojis);
    Map<String, AttributeValue> now =
        record.eventName() == OperationType.REMOVE ? record.dynamodb().keys() : newImage(record);
    return Optional.of(new ReactionsChanged(Schemas.read(Schemas.REACTIONS, now), before));
  }

  /** Without old images, whatever else has changed may have moved the position as well. */
  private static Optional<ChangeEvent> ofState(Record record) {
    if (record.eventName() == OperationType.REMOVE) {
      return Optional.empty();
    }
    GroupState state = Schemas.read(Schemas.STATES, newImage(record));
    SortKey position = state.readUpTo();
    Optional<SortKey> before =
        old(record, Schemas.STATES).flatMap(old -> Optional.ofNullable(old.readUpTo()));
    return position == null || before.filter(position::equals).isPresent()
        ? Optional.empty()
        : Optional.of(new ReadPositionMoved(state.userId(), state.groupId(), position));
  }

  private static <T> Optional<T> old(Record record, TableSchema<T> schema) {
    try {
      return Optional.of(oldImage(record))
          .filter(image -> !image.isEmpty() && isOfItem(record, image))
          .map(image -> Schemas.read(schema, image));
    } catch (DamagedItemException e) {
      // What an item was before does not stand in the way of what it is now.
      return Optional.empty();
    }
  }

  private static MessageRef ref(ItemKey key) {
    try {
      int separator = key.sk().indexOf('#');
      return new MessageRef(
          key.groupId(), new SortKey(key.sk()), key.sk().substring(separator + 1));
    } catch (InvalidInputException e) {
      throw new DamagedItemException(key.pk(), key.sk(), "the sort key is none of a message");
    }
  }

  private static boolean isOfTimeToLive(Record record) {
    Identity by = record.userIdentity();
    return by != null && TIME_TO_LIVE.equals(by.principalId());
  }

  private static Map<String, AttributeValue> newImage(Record record) {
    ItemKey key = key(record);
    if (!record.dynamodb().hasNewImage()) {
      throw new DamagedItemException(
          key.pk(),
          key.sk(),
          "the stream record has no new image; the stream's view must be NEW_AND_OLD_IMAGES");
    }
    if (!isOfItem(record, record.dynamodb().newImage())) {
      throw new DamagedItemException(
          key.pk(), key.sk(), "the stream record has the image of another item");
    }
    return record.dynamodb().newImage();
  }

  private static boolean isOfItem(Record record, Map<String, AttributeValue> image) {
    return image.entrySet().containsAll(record.dynamodb().keys().entrySet());
  }
}
