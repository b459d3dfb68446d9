package io.github.ddbmessaging.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must hold of every table between two requests, whoever wrote to it and however it ended.
 * Groups without a head, which the old application made, are left alone, and so are checkpoints of
 * stream consumers. Pure.
 */
public final class TableInvariants {
  private final List<String> violations = new ArrayList<>();
  private final List<MessageGroup> heads = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();
  private final List<MessageGroupRow> rows = new ArrayList<>();
  private final List<IdempotencyMarker> markers = new ArrayList<>();
  private final boolean messagesWereDeleted;

  private TableInvariants(boolean messagesWereDeleted) {
    this.messagesWereDeleted = messagesWereDeleted;
  }

  /** What is wrong with a table of these items, one sentence each. */
  public static List<String> violations(List<Map<String, AttributeValue>> items) {
    return new TableInvariants(false).check(items);
  }

  /**
   * What is wrong with a table from which messages were deleted: rows stay where a deleted message
   * stood, and show the newest that is left, or nothing.
   */
  public static List<String> violationsAfterDeletions(List<Map<String, AttributeValue>> items) {
    return new TableInvariants(true).check(items);
  }

  private List<String> check(List<Map<String, AttributeValue>> items) {
    items.forEach(this::add);
    checkHeads();
    checkRows();
    if (!messagesWereDeleted) {
      checkMarkers();
    }
    return List.copyOf(violations);
  }

  private void add(Map<String, AttributeValue> item) {
    String pk = item.get(Attributes.PK).s();
    String sk = item.get(Attributes.SK).s();
    if (pk.startsWith(Keys.CHECKPOINTS_PREFIX)) {
      return;
    }
    if (pk.startsWith(Keys.GROUPS_PREFIX)) {
      read(Schemas.ROWS, item, rows);
    } else if (sk.equals(Keys.HEAD)) {
      read(Schemas.HEADS, item, heads);
      if (item.containsKey(Attributes.GROUP_ID)) {
        violations.add("The head of " + pk + " would be in the index");
      }
    } else if (sk.startsWith(Keys.IDEMPOTENCY_PREFIX)) {
      read(Schemas.MARKERS, item, markers);
    } else {
      read(Schemas.MESSAGES, item, messages);
    }
  }

  private <T> void read(
      TableSchema<T> schema, Map<String, AttributeValue> item, List<? super T> into) {
    try {
      into.add(Schemas.read(schema, item));
    } catch (DamagedItemException e) {
      violations.add(e.getMessage());
    }
  }

  private void checkHeads() {
    Map<String, List<Message>> byGroup = messages.stream().collect(groupingBy(Message::groupId));
    for (MessageGroup head : heads) {
      Optional<Message> newest =
          byGroup.getOrDefault(head.id(), List.of()).stream()
              .max(Comparator.comparing(Message::sortKey));
      if (!isNewest(head.newest(), newest)) {
        violations.add("The head of " + head.id() + " does not name the newest message");
        continue;
      }
      for (User member : head.members()) {
        checkRowsOf(member, head, newest.orElse(null));
      }
    }
  }

  private boolean isNewest(SortKey named, Optional<Message> newest) {
    return messagesWereDeleted
        ? newest.isEmpty() || newest.get().sortKey().compareTo(named) <= 0
        : newest.isPresent() && newest.get().sortKey().equals(named);
  }

  private void checkRowsOf(User member, MessageGroup head, @Nullable Message newest) {
    String what = "in the list of " + member.id() + " for " + head.id();
    List<MessageGroupRow> own =
        rows.stream()
            .filter(row -> row.userId().equals(member.id()) && row.groupId().equals(head.id()))
            .toList();
    if (own.size() != 1) {
      violations.add(own.size() + " rows " + what);
      return;
    }
    MessageGroupRow row = own.get(0);
    if (!row.sortKey().equals(Keys.row(head.newest(), head.id()))) {
      violations.add("The row " + what + " is not at the time of the newest message");
    }
    if (!shows(row, newest)) {
      violations.add("The row " + what + " does not show the newest message");
    }
    if (!Objects.equals(row.title(), head.title())) {
      violations.add("The row " + what + " has another title than the group");
    }
    if (!row.user().equals(shownTo(member, head, newest))) {
      violations.add("The row " + what + " shows the wrong user");
    }
    if (sizeOf(row) > Limits.ROW_BYTES) {
      violations.add("The row " + what + " takes more than a write unit");
    }
  }

  private static boolean shows(MessageGroupRow row, @Nullable Message newest) {
    String preview = row.preview();
    if (newest == null) {
      return preview.isEmpty();
    }
    if (preview.isEmpty() || !newest.text().startsWith(preview)) {
      return false;
    }
    int cutAt = preview.length();
    return cutAt == newest.text().length()
        || preview.codePointCount(0, cutAt) == Limits.PREVIEW_LENGTH
        || sizeOf(row) + utf8(Character.toString(newest.text().codePointAt(cutAt)))
            > Limits.ROW_BYTES;
  }

  private static User shownTo(User member, MessageGroup head, @Nullable Message newest) {
    List<User> others = new ArrayList<>(head.members());
    others.remove(member);
    if (others.size() == 1) {
      return others.get(0);
    }
    return newest == null ? member : newest.sender();
  }

  private void checkRows() {
    for (MessageGroupRow row : rows) {
      Optional<MessageGroup> head =
          heads.stream().filter(group -> group.id().equals(row.groupId())).findFirst();
      boolean known =
          head.isPresent()
              ? head.get().findMember(row.userId()).isPresent()
              : messages.stream().anyMatch(message -> message.groupId().equals(row.groupId()));
      if (!known) {
        violations.add("The row in the list of " + row.userId() + " is an orphan");
      }
    }
  }

  private void checkMarkers() {
    for (IdempotencyMarker marker : markers) {
      if (messages.stream()
          .noneMatch(
              message ->
                  message.groupId().equals(marker.groupId())
                      && message.sortKey().equals(marker.message()))) {
        violations.add("The marker " + marker.key() + " names a message that does not exist");
      }
    }
  }

  private static int sizeOf(MessageGroupRow row) {
    return Schemas.ROWS.itemToMap(row, true).entrySet().stream()
        .mapToInt(attribute -> utf8(attribute.getKey()) + utf8(attribute.getValue().s()))
        .sum();
  }

  private static int utf8(String text) {
    return text.getBytes(UTF_8).length;
  }
}
