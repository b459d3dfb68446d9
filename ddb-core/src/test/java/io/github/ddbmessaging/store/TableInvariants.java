package io.github.ddbmessaging.store;

import static java.util.stream.Collectors.toSet;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import io.github.ddbmessaging.testing.meter.ItemSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must hold of every table between two requests, whoever wrote to it and however it ended.
 * Groups without a head, which the old application made, are left alone, and so are checkpoints of
 * stream consumers. Pure. Stricter than {@code MessagingAdmin.check}, which forgives rows of the
 * first version and a newest message that somebody deleted.
 */
public final class TableInvariants {
  private final List<String> violations = new ArrayList<>();
  private final Instant now;
  private final Map<String, GroupHead> heads = new HashMap<>();
  private final Map<String, NavigableMap<SortKey, Message>> messages = new HashMap<>();
  private final Map<String, Set<MessageGroupRow>> rows = new HashMap<>();
  private final List<IdempotencyMarker> markers = new ArrayList<>();
  private final Map<String, NavigableMap<Long, LogEntry>> logs = new HashMap<>();
  private final Map<MessageRef, Long> logged = new HashMap<>();

  private TableInvariants(List<Map<String, AttributeValue>> items, Instant now) {
    this.now = now;
    items.forEach(this::add);
  }

  /** What is wrong with a table of these items, one sentence each. */
  public static List<String> violations(List<Map<String, AttributeValue>> items) {
    return violations(items, Instant.EPOCH);
  }

  /** What is wrong at a moment, which tells what has expired. */
  public static List<String> violations(List<Map<String, AttributeValue>> items, Instant now) {
    TableInvariants table = new TableInvariants(items, now);
    table.heads.values().forEach(table::checkNewest);
    table.checkRows();
    table.checkLogs();
    table.markers.forEach(table::checkMarker);
    return table.violations;
  }

  /**
   * What is wrong with a table from which messages were deleted: rows stay at the time of the
   * deleted message, and show the newest that is left, or nothing.
   */
  public static List<String> violationsAfterDeletions(List<Map<String, AttributeValue>> items) {
    return violationsAfterDeletions(items, Instant.EPOCH);
  }

  /** What is wrong at a moment, which tells what has expired. */
  public static List<String> violationsAfterDeletions(
      List<Map<String, AttributeValue>> items, Instant now) {
    TableInvariants table = new TableInvariants(items, now);
    table.heads.values().forEach(table::checkNothingIsNewer);
    table.checkRows();
    table.checkLogs();
    return table.violations;
  }

  private void add(Map<String, AttributeValue> item) {
    ItemKey key = ItemKey.of(item);
    try {
      switch (key.kind()) {
        case MESSAGE -> {
          Message message = Schemas.read(Schemas.MESSAGES, item);
          messagesOf(message.groupId()).put(message.sortKey(), message);
          logged.put(message.ref(), MessageWrites.logged(item));
        }
        case HEAD -> {
          GroupHead head = Schemas.read(Schemas.HEADS, item);
          heads.put(head.group().id(), head);
          check(!item.containsKey(Attributes.GROUP_ID), key + " would be in the index");
        }
        case MARKER -> markers.add(Schemas.read(Schemas.MARKERS, item));
        case ROW -> {
          MessageGroupRow row = Schemas.read(Schemas.ROWS, item);
          rows.computeIfAbsent(row.groupId(), id -> new HashSet<>()).add(row);
          check(MemberRows.size(row) <= Limits.ROW_BYTES, key + " takes more than a write unit");
        }
        case LOG_ENTRY -> {
          LogEntry entry = Schemas.read(Schemas.LOG, item);
          logs.computeIfAbsent(entry.groupId(), id -> new TreeMap<>()).put(entry.number(), entry);
        }
        case REACTIONS -> Schemas.read(Schemas.REACTIONS, item);
        case FORMER_MEMBERSHIP -> Schemas.read(Schemas.FORMER, item);
        case STATE -> {
          Schemas.read(Schemas.STATES, item);
          check(ItemSize.of(item) <= 1_024, key + " takes more than a write unit");
          check(!item.containsKey(Attributes.GROUP_ID), key + " would be in the index");
          check(!item.containsKey(Attributes.EXPIRES_AT), key + " would expire");
        }
        case CHECKPOINT -> {}
        case UNKNOWN -> check(false, key + " is no item of the library");
      }
    } catch (DamagedItemException e) {
      check(false, e.getMessage());
    }
  }

  private void checkNewest(GroupHead head) {
    NavigableMap<SortKey, Message> ofGroup = messagesOf(head.group().id());
    check(
        !ofGroup.isEmpty() && head.group().newest().equals(ofGroup.lastKey()),
        "The head of " + head.group().id() + " does not name the newest message");
  }

  private void checkNothingIsNewer(GroupHead head) {
    SortKey newest = newestLive(head.group().id());
    check(
        newest == null || newest.compareTo(head.group().newest()) <= 0,
        "The head of " + head.group().id() + " is behind the newest message");
  }

  /** Entries are numbered without a gap, and each change of a message has one. */
  private void checkLogs() {
    heads.forEach(
        (id, head) -> {
          NavigableMap<Long, LogEntry> log = logs.getOrDefault(id, new TreeMap<>());
          check(
              log.size() == head.changes() && (log.isEmpty() || log.lastKey() == head.changes()),
              "The log of " + id + " has " + log.keySet() + ", not " + head.changes());
          messagesOf(id)
              .values()
              .forEach(
                  message ->
                      check(
                          message.status().revision() == logged.getOrDefault(message.ref(), 0L),
                          "The log of " + id + " misses a change of " + message.sortKey()));
        });
  }

  /** Each member has one row, which shows the newest message; nobody else has any. */
  private void checkRows() {
    heads.forEach(
        (id, head) -> {
          MessageGroup group = head.group();
          SortKey key = newestLive(id);
          Message newest = key == null ? null : messagesOf(id).get(key);
          Set<MessageGroupRow> expected =
              group.members().stream()
                  .map(
                      member ->
                          MemberRows.of(
                              group,
                              ItemKey.rowKey(group),
                              member,
                              MemberRows.visibleTo(group, member, newest)))
                  .collect(toSet());
          Set<MessageGroupRow> found =
              rows.getOrDefault(id, Set.of()).stream()
                  .map(row -> withNamesOfFormerMember(group, row, newest))
                  .collect(toSet());
          check(
              found.equals(expected),
              "The rows of " + id + " are " + printed(found) + ", not " + printed(expected));
        });
    rows.keySet()
        .forEach(
            id ->
                check(
                    heads.containsKey(id) || messages.containsKey(id),
                    "The rows of " + id + " are of no group"));
  }

  /** Whose message it shows has gone: the names of today may stay, or those in the message. */
  private static MessageGroupRow withNamesOfFormerMember(
      MessageGroup group, MessageGroupRow row, @Nullable Message newest) {
    boolean isOfFormer =
        newest != null
            && !group.isDirect()
            && group.findMember(newest.sender().id()).isEmpty()
            && row.shownUser().id().equals(newest.sender().id());
    return isOfFormer
        ? new MessageGroupRow(
            row.userId(),
            row.sortKey(),
            row.groupId(),
            row.preview(),
            row.title(),
            newest.sender(),
            row.direct(),
            row.mentioned(),
            row.lastSenderId(),
            row.shownUntil(),
            row.lastMessage(),
            row.visibleFrom())
        : row;
  }

  /** By its id, since a migration may have moved the message to the time when it was sent. */
  private void checkMarker(IdempotencyMarker marker) {
    String key = marker.message().value();
    String id = key.substring(key.indexOf('#') + 1);
    check(
        messagesOf(marker.groupId()).values().stream().anyMatch(message -> message.id().equals(id)),
        "The marker " + marker.key() + " names a message that does not exist");
  }

  private NavigableMap<SortKey, Message> messagesOf(String groupId) {
    return messages.computeIfAbsent(groupId, id -> new TreeMap<>());
  }

  private @Nullable SortKey newestLive(String groupId) {
    return messagesOf(groupId).descendingMap().values().stream()
        .filter(message -> message.isLive(now))
        .map(Message::sortKey)
        .findFirst()
        .orElse(null);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }

  private static List<Map<String, AttributeValue>> printed(Set<MessageGroupRow> rows) {
    return rows.stream().map(row -> Schemas.ROWS.itemToMap(row, true)).toList();
  }
}
