package io.github.ddbmessaging.internal.project;

import io.github.ddbmessaging.internal.item.DecodeRecord;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.RejectedRecord;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.math.BigInteger;
import java.time.Instant;
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
   * @param image the message, or null if its item is gone
   * @param changed whether rows may have to follow: it was there before, and what changed it has
   *     not written the rows as well
   * @param unlogged whether the change log may not tell of its last change yet
   */
  record Event(SortKey key, @Nullable Message image, boolean changed, boolean unlogged) {
    /** What an item says now. */
    static Event of(Map<String, AttributeValue> item, boolean changed) {
      Message message = Schemas.read(Schemas.MESSAGES, item);
      return new Event(message.sortKey(), message, changed, !MessageWrites.isLogged(item, message));
    }

    boolean isLive(Instant now) {
      return image != null && image.isLive(now);
    }

    /** This event once the change log tells of it and the rows have followed. */
    Event done() {
      return new Event(key, image, false, false);
    }
  }

  /**
   * What happened in one group: of each message what its last record says.
   *
   * @param events at most one per message
   * @param records all records that they come from
   */
  record GroupEvents(List<Event> events, List<Record> records) {
    /** The newest live message that came or changed, if it is above what the rows show. */
    Optional<Message> newestAbove(SortKey shown, Instant now) {
      return events.stream()
          .filter(event -> event.key().compareTo(shown) > 0 && event.isLive(now))
          .flatMap(event -> Optional.ofNullable(event.image()).stream())
          .max(Comparator.comparing(Message::sortKey));
    }

    /** The highest message that is gone, deleted or expired, if it is above what the rows show. */
    Optional<SortKey> removalAbove(SortKey shown, Instant now) {
      return events.stream()
          .filter(event -> event.key().compareTo(shown) > 0 && !event.isLive(now))
          .map(Event::key)
          .max(Comparator.naturalOrder());
    }

    /** A message of whose last change the change log may not tell yet. */
    Optional<Event> nextUnlogged() {
      return events.stream().filter(Event::unlogged).findFirst();
    }

    /** Whether the change log may not tell yet of a message's last change. */
    boolean isUnlogged(SortKey key) {
      return events.stream().anyMatch(event -> event.unlogged() && event.key().equals(key));
    }

    /** These events once one of them is done. */
    GroupEvents done(Event done) {
      return with(done.done());
    }

    /** These events with another one of a message. */
    GroupEvents with(Event other) {
      return new GroupEvents(
          events.stream().map(event -> event.key().equals(other.key()) ? other : event).toList(),
          records);
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

    /** What is left to do once the rows show a message. */
    GroupEvents above(SortKey shown) {
      return where(event -> event.key().compareTo(shown) > 0 || event.unlogged());
    }

    /** The events of other messages. */
    GroupEvents without(SortKey key) {
      return where(event -> !event.key().equals(key));
    }

    /** Once a message was met otherwise than told: it is gone, changed again, or logged already. */
    GroupEvents asMet(SortKey key, Map<String, AttributeValue> item) {
      return item.isEmpty() ? without(key) : with(Event.of(item, false));
    }

    GroupEvents where(Predicate<Event> wanted) {
      return new GroupEvents(events.stream().filter(wanted).toList(), records);
    }

    /** The messages that came or changed, as items, by the last record of each. */
    List<Map<String, AttributeValue>> images() {
      Map<String, Map<String, AttributeValue>> images = new TreeMap<>();
      for (Record record : records) {
        images.put(DecodeRecord.key(record).sk(), record.dynamodb().newImage());
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
                  event(record)
                      .ifPresent(
                          event -> {
                            events
                                .computeIfAbsent(groupId, id -> new LinkedHashMap<>())
                                .merge(event.key(), event, StreamEvents::followedBy);
                            sources.computeIfAbsent(groupId, id -> new ArrayList<>()).add(record);
                          });
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
    return new Event(
        later.key(), later.image(), earlier.changed() || later.changed(), later.unlogged());
  }

  /** The group whose message the record is about, if it is about one. */
  private static Optional<String> messageGroup(Record record) {
    ItemKey key = DecodeRecord.key(record);
    return key.kind() == ItemKind.MESSAGE ? Optional.of(key.groupId()) : Optional.empty();
  }

  private static Optional<Event> event(Record record) {
    return DecodeRecord.event(record)
        .map(
            event ->
                record.eventName() == OperationType.REMOVE
                    ? new Event(new SortKey(DecodeRecord.key(record).sk()), null, true, false)
                    : ofImage(record));
  }

  /** A transaction that changes a message notes in it that the rows and the log are written. */
  private static Event ofImage(Record record) {
    Map<String, AttributeValue> old = DecodeRecord.oldImage(record);
    Map<String, AttributeValue> now = record.dynamodb().newImage();
    Event event = Event.of(now, record.eventName() != OperationType.INSERT);
    boolean notes = !old.isEmpty() && MessageWrites.logged(now) > MessageWrites.logged(old);
    return notes && !event.unlogged() ? event.done() : event;
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
