package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.DIRECT;
import static io.github.ddbmessaging.table.Attributes.GROUP_ID;
import static io.github.ddbmessaging.table.Attributes.LAST_USER_ID;
import static io.github.ddbmessaging.table.Attributes.MENTIONED;
import static io.github.ddbmessaging.table.Attributes.MESSAGE;
import static io.github.ddbmessaging.table.Attributes.MESSAGE_ID;
import static io.github.ddbmessaging.table.Attributes.SHOWN;
import static io.github.ddbmessaging.table.Attributes.SHOWN_UNTIL;
import static io.github.ddbmessaging.table.Attributes.TITLE;
import static io.github.ddbmessaging.table.Attributes.VISIBLE_FROM;
import static io.github.ddbmessaging.table.ItemBuilder.text;

import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How a row in a user's list of message groups is mapped. */
final class RowSchema {
  static final TableSchema<MessageGroupRow> SCHEMA =
      UserItemBuilder.withUser(
              ItemBuilder.keyed(
                  MessageGroupRow.class,
                  Builder.class,
                  row -> Keys.groupsPartition(row.userId()),
                  row -> row.sortKey().value()),
              MessageGroupRow::shownUser)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class, text(GROUP_ID, MessageGroupRow::groupId, (b, v) -> b.groupId = v))
          .addAttribute(
              String.class, text(MESSAGE, MessageGroupRow::preview, (b, v) -> b.preview = v))
          .addAttribute(String.class, text(TITLE, MessageGroupRow::title, (b, v) -> b.title = v))
          .addAttribute(
              String.class,
              text(LAST_USER_ID, MessageGroupRow::lastSenderId, (b, v) -> b.lastSenderId = v))
          .addAttribute(
              Boolean.class,
              a -> a.name(DIRECT).getter(MessageGroupRow::isDirect).setter((b, v) -> b.direct = v))
          .addAttribute(
              Boolean.class,
              a ->
                  a.name(MENTIONED)
                      .getter(row -> row.mentioned() ? true : null)
                      .setter((b, v) -> b.mentioned = v))
          .addAttribute(
              Long.class,
              ItemBuilder.seconds(
                  SHOWN_UNTIL, MessageGroupRow::shownUntil, (b, v) -> b.shownUntil = v))
          .addAttribute(
              String.class, text(SHOWN, RowSchema::lastMessageKey, (b, v) -> b.lastMessageKey = v))
          .addAttribute(
              String.class,
              text(MESSAGE_ID, RowSchema::lastMessageId, (b, v) -> b.lastMessageId = v))
          .addAttribute(
              String.class, text(VISIBLE_FROM, RowSchema::visibleFrom, (b, v) -> b.visibleFrom = v))
          .build();

  private RowSchema() {}

  /** Null where it follows from the row's key and the message's id. */
  private static @Nullable String lastMessageKey(MessageGroupRow row) {
    MessageRef message = row.lastMessage();
    return message == null || Keys.isAtRow(row.sortKey(), message)
        ? null
        : message.sortKey().value();
  }

  /** Null where it follows from the message's key. */
  private static @Nullable String lastMessageId(MessageGroupRow row) {
    MessageRef message = row.lastMessage();
    if (message == null) {
      return null;
    }
    boolean isInKey =
        !Keys.isAtRow(row.sortKey(), message)
            && message.sortKey().id().equals(Optional.of(message.messageId()));
    return isInKey ? null : message.messageId();
  }

  private static @Nullable String visibleFrom(MessageGroupRow row) {
    SortKey from = row.visibleFrom();
    return from == null ? null : from.value();
  }

  private static final class Builder extends UserItemBuilder {
    @Nullable String groupId;
    @Nullable String preview;
    @Nullable String title;
    @Nullable String lastSenderId;
    @Nullable Boolean direct;
    @Nullable Boolean mentioned;
    @Nullable Long shownUntil;
    @Nullable String lastMessageKey;
    @Nullable String lastMessageId;
    @Nullable String visibleFrom;

    MessageGroupRow build() {
      return new MessageGroupRow(
          idAfter(Keys.GROUPS_PREFIX),
          sortKey(),
          groupId(),
          required(MESSAGE, preview),
          title,
          user(),
          // Rows of the original application and of the first stores do not say it.
          direct == null ? title == null : direct,
          Boolean.TRUE.equals(mentioned),
          lastSenderId,
          secondsIfAny(SHOWN_UNTIL, shownUntil),
          lastMessage(),
          visibleFrom == null ? null : key(VISIBLE_FROM, visibleFrom));
    }

    private @Nullable MessageRef lastMessage() {
      if (lastMessageKey != null) {
        SortKey message = key(SHOWN, lastMessageKey);
        String id = lastMessageId == null ? message.id().orElse(null) : lastMessageId;
        return new MessageRef(groupId(), message, required(MESSAGE_ID, id));
      }
      return lastMessageId == null
          ? null
          : new MessageRef(
              groupId(),
              key(MESSAGE_ID, Keys.messageAtRow(sortKey(), lastMessageId)),
              lastMessageId);
    }

    private String groupId() {
      String id = required(GROUP_ID, groupId);
      requireRoom(GROUP_ID, Keys.messagePartition(id));
      return id;
    }
  }
}
