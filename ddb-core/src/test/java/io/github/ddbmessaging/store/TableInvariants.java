package io.github.ddbmessaging.store;

import static java.util.stream.Collectors.toSet;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
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
  private final Map<String, MessageGroup> heads = new HashMap<>();
  private final Map<String, NavigableMap<SortKey, Message>> messages = new HashMap<>();
  private final Map<String, Set<MessageGroupRow>> rows = new HashMap<>();
  private final List<IdempotencyMarker> markers = new ArrayList<>();

  private TableInvariants(List<Map<String, AttributeValue>> items) {
    items.forEach(this::add);
  }

  /** What is wrong with a table of these items, one sentence each. */
  public static List<String> violations(List<Map<String, AttributeValue>> items) {
    TableInvariants table = new TableInvariants(items);
    table.heads.values().forEach(table::checkNewest);
    table.checkRows();
    table.markers.forEach(table::checkMarker);
    return table.violations;
  }

  /**
   * What is wrong with a table from which messages were deleted: rows stay at the time of the
   * deleted message, and show the newest that is left, or nothing.
   */
  public static List<String> violationsAfterDeletions(List<Map<String, AttributeValue>> items) {
    TableInvariants table = new TableInvariants(items);
    table.heads.values().forEach(table::checkNothingIsNewer);
    table.checkRows();
    return table.violations;
  }

  private void add(Map<String, AttributeValue> item) {
    ItemKey key = ItemKey.of(item);
    try {
      switch (key.kind()) {
        case MESSAGE -> {
          Message message = Schemas.read(Schemas.MESSAGES, item);
          messagesOf(message.groupId()).put(message.sortKey(), message);
        }
        case HEAD -> {
          MessageGroup group = Schemas.read(Schemas.HEADS, item).group();
          heads.put(group.id(), group);
          check(!item.containsKey(Attributes.GROUP_ID), key + " would be in the index");
        }
        case MARKER -> markers.add(Schemas.read(Schemas.MARKERS, item));
        case ROW -> {
          MessageGroupRow row = Schemas.read(Schemas.ROWS, item);
          rows.computeIfAbsent(row.groupId(), id -> new HashSet<>()).add(row);
          check(MemberRows.size(row) <= Limits.ROW_BYTES, key + " takes more than a write unit");
        }
        case CHECKPOINT -> {}
        case UNKNOWN -> check(false, key + " is no item of the library");
      }
    } catch (DamagedItemException e) {
      check(false, e.getMessage());
    }
  }

  private void checkNewest(MessageGroup head) {
    check(
        head.newest().equals(newestKey(head)),
        "The head of " + head.id() + " does not name the newest message");
  }

  private void checkNothingIsNewer(MessageGroup head) {
    SortKey newest = newestKey(head);
    check(
        newest == null || newest.compareTo(head.newest()) <= 0,
        "The head of " + head.id() + " is behind the newest message");
  }

  /** Each member has one row, which shows the newest message; nobody else has any. */
  private void checkRows() {
    heads.forEach(
        (id, head) -> {
          SortKey key = newestKey(head);
          Message newest = key == null ? null : messagesOf(id).get(key);
          Set<MessageGroupRow> expected =
              head.members().stream()
                  .map(member -> MemberRows.of(head, ItemKey.rowKey(head), member, newest))
                  .collect(toSet());
          Set<MessageGroupRow> found = rows.getOrDefault(id, Set.of());
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

  private @Nullable SortKey newestKey(MessageGroup head) {
    NavigableMap<SortKey, Message> ofGroup = messagesOf(head.id());
    return ofGroup.isEmpty() ? null : ofGroup.lastKey();
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
