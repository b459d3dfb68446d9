package io.github.ddbmessaging.internal.project;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.RejectedRecord;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * What a batch of stream records says about messages, by group. Records of rows, heads and anything
 * else are ignored. Pure.
 *
 * @param byGroup the groups with messages that came, changed or went
 * @param rejected the records of messages that can't be understood
 */
public record StreamEvents(Map<String, GroupEvents> byGroup, List<RejectedRecord> rejected) {

  /** Orders records as their stream does. */
  public static final Comparator<Record> BY_SEQUENCE =
      Comparator.comparing(record -> sequence(record.dynamodb()));

  /**
   * What became of one message.
   *
   * @param key its sort key
   * @param image the message, or null if it was deleted
   * @param changed whether it was there before: edited or deleted, not new
   */
  record Event(SortKey key, @Nullable Message image, boolean changed) {}

  /**
   * What happened in one group: of each message what its last record says.
   *
   * @param events at most one per message
   * @param records all records that they come from
   */
  record GroupEvents(List<Event> events, List<Record> records) {
    /** The newest message that came or changed, if it is above what the rows show. */
    Optional<Message> newestAbove(SortKey shown) {
      return events.stream()
          .filter(event -> event.key().compareTo(shown) > 0)
          .flatMap(event -> Optional.ofNullable(event.image()).stream())
          .max(Comparator.comparing(Message::sortKey));
    }

    /** The highest message that went, if it is above what the rows show. */
    Optional<SortKey> removalAbove(SortKey shown) {
      return events.stream()
          .filter(event -> event.image() == null && event.key().compareTo(shown) > 0)
          .map(Event::key)
          .max(Comparator.naturalOrder());
    }

    /** The highest message that changed or went, not above what the rows show. */
    Optional<SortKey> changeUpTo(SortKey shown) {
      return events.stream()
          .filter(event -> event.changed() && event.key().compareTo(shown) <= 0)
          .map(Event::key)
          .max(Comparator.naturalOrder());
    }

    /** The highest message that came, changed or went, not above what the rows show. */
    Optional<SortKey> anyUpTo(SortKey shown) {
      return events.stream()
          .map(Event::key)
          .filter(key -> key.compareTo(shown) <= 0)
          .max(Comparator.naturalOrder());
    }

    /** Who wrote the messages that came or changed. */
    Set<String> senders() {
      return events.stream()
          .flatMap(event -> Optional.ofNullable(event.image()).stream())
          .map(message -> message.sender().id())
          .collect(Collectors.toSet());
    }

    /** The events of messages above one. */
    GroupEvents above(SortKey shown) {
      return where(event -> event.key().compareTo(shown) > 0);
    }

    /** The events of other messages. */
    GroupEvents without(SortKey key) {
      return where(event -> !event.key().equals(key));
    }

    GroupEvents where(Predicate<Event> wanted) {
      return new GroupEvents(events.stream().filter(wanted).toList(), records);
    }

    /** The messages that came or changed, as items, by the last record of each. */
    List<Map<String, AttributeValue>> images() {
      Map<String, Map<String, AttributeValue>> images = new TreeMap<>();
      for (Record record : records) {
        images.put(StreamEvents.key(record).sk(), record.dynamodb().newImage());
      }
      return events.stream()
          .filter(event -> event.image() != null)
          .map(event -> images.getOrDefault(event.key().value(), Map.of()))
          .toList();
    }
  }

  /** The records of one group's messages. */
  List<Record> recordsOf(String groupId) {
    return Optional.ofNullable(byGroup.get(groupId)).map(GroupEvents::records).orElse(List.of());
  }

  /** How many records of messages there were. */
  int records() {
    return rejected.size()
        + byGroup.values().stream().mapToInt(events -> events.records().size()).sum();
  }

  /**
   * Reads a batch.
   *
   * @param records in any order, with repeats
   * @return what they say
   */
  public static StreamEvents of(Collection<Record> records) {
    Map<String, Map<SortKey, Event>> events = new LinkedHashMap<>();
    Map<String, List<Record>> sources = new LinkedHashMap<>();
    List<RejectedRecord> rejected = new ArrayList<>();
    for (Record record : records.stream().sorted(BY_SEQUENCE).toList()) {
      messageGroup(record)
          .ifPresent(
              groupId -> {
                try {
                  Event event = event(record);
                  events
                      .computeIfAbsent(groupId, id -> new LinkedHashMap<>())
                      .merge(event.key(), event, StreamEvents::followedBy);
                  sources.computeIfAbsent(groupId, id -> new ArrayList<>()).add(record);
                } catch (MessagingException e) {
                  rejected.add(new RejectedRecord(record, e));
                }
              });
    }
    Map<String, GroupEvents> byGroup = new LinkedHashMap<>();
    events.forEach(
        (groupId, ofGroup) ->
            byGroup.put(
                groupId,
                new GroupEvents(
                    List.copyOf(ofGroup.values()), sources.getOrDefault(groupId, List.of()))));
    return new StreamEvents(byGroup, rejected);
  }

  /** The later record says what there is now; a message that is new in both is still new. */
  private static Event followedBy(Event earlier, Event later) {
    return new Event(later.key(), later.image(), earlier.changed() || later.changed());
  }

  /** The group whose message the record is about, if it is about one. */
  private static Optional<String> messageGroup(Record record) {
    ItemKey key = key(record);
    return key.kind() == ItemKind.MESSAGE ? Optional.of(key.groupId()) : Optional.empty();
  }

  private static Event event(Record record) {
    ItemKey key = key(record);
    if (record.eventName() == OperationType.REMOVE) {
      try {
        return new Event(new SortKey(key.sk()), null, true);
      } catch (InvalidInputException e) {
        throw new DamagedItemException(key.pk(), key.sk(), "the sort key is none of a message");
      }
    }
    if (!record.dynamodb().hasNewImage()) {
      throw new DamagedItemException(
          key.pk(),
          key.sk(),
          "the stream record has no new image; the stream's view must be NEW_AND_OLD_IMAGES");
    }
    if (!record.dynamodb().newImage().entrySet().containsAll(record.dynamodb().keys().entrySet())) {
      throw new DamagedItemException(
          key.pk(), key.sk(), "the stream record has the image of another item");
    }
    Message image = Schemas.read(Schemas.MESSAGES, record.dynamodb().newImage());
    return new Event(image.sortKey(), image, record.eventName() != OperationType.INSERT);
  }

  private static ItemKey key(Record record) {
    return ItemKey.of(record.dynamodb() == null ? Map.of() : record.dynamodb().keys());
  }

  private static BigInteger sequence(@Nullable StreamRecord record) {
    String number = record == null ? null : record.sequenceNumber();
    try {
      return number == null ? BigInteger.ZERO : new BigInteger(number);
    } catch (NumberFormatException e) {
      return BigInteger.ZERO;
    }
  }
}
