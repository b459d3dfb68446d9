package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.ATTACHMENTS;
import static io.github.ddbmessaging.table.Attributes.DATA;
import static io.github.ddbmessaging.table.Attributes.DELETED_AT;
import static io.github.ddbmessaging.table.Attributes.DELETED_BY;
import static io.github.ddbmessaging.table.Attributes.EDITED_AT;
import static io.github.ddbmessaging.table.Attributes.EXPIRES_AT;
import static io.github.ddbmessaging.table.Attributes.KIND;
import static io.github.ddbmessaging.table.Attributes.MENTIONS;
import static io.github.ddbmessaging.table.Attributes.MESSAGE;
import static io.github.ddbmessaging.table.Attributes.MESSAGE_ID;
import static io.github.ddbmessaging.table.Attributes.REPLY_TO;
import static io.github.ddbmessaging.table.Attributes.REVISION;
import static io.github.ddbmessaging.table.ItemBuilder.count;
import static io.github.ddbmessaging.table.ItemBuilder.seconds;
import static io.github.ddbmessaging.table.ItemBuilder.text;
import static io.github.ddbmessaging.table.ItemBuilder.time;

import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessageStatus;
import io.github.ddbmessaging.model.SortKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How a message is mapped. What most messages don't have is written only if it is there. */
final class MessageSchema {
  static final TableSchema<Message> SCHEMA =
      UserItemBuilder.withUser(
              ItemBuilder.keyed(
                  Message.class,
                  Builder.class,
                  message -> Keys.messagePartition(message.groupId()),
                  message -> message.sortKey().value()),
              Message::sender)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(String.class, text(MESSAGE_ID, Message::id, (b, v) -> b.id = v))
          .addAttribute(String.class, text(MESSAGE, Message::text, (b, v) -> b.text = v))
          .addAttribute(String.class, text(KIND, MessageSchema::kind, (b, v) -> b.kind = v))
          .addAttribute(
              String.class, text(REPLY_TO, MessageSchema::replyTo, (b, v) -> b.replyTo = v))
          .addAttribute(
              EnhancedType.setOf(String.class),
              a ->
                  a.name(MENTIONS)
                      .getter(ifAny(MessageContent::mentions))
                      .setter((b, v) -> b.mentions = v))
          .addAttribute(
              EnhancedType.listOf(
                  EnhancedType.documentOf(
                      Attachment.class,
                      AttachmentSchema.SCHEMA,
                      document -> document.ignoreNulls(true))),
              a ->
                  a.name(ATTACHMENTS)
                      .getter(ifAny(MessageContent::attachments))
                      .setter((b, v) -> b.attachments = v))
          .addAttribute(
              EnhancedType.mapOf(String.class, String.class),
              a ->
                  a.name(DATA)
                      .attributeConverter(TextMap.INSTANCE)
                      .getter(MessageSchema::data)
                      .setter((b, v) -> b.data = v))
          .addAttribute(
              Long.class,
              count(REVISION, message -> message.status().revision(), (b, v) -> b.revision = v))
          .addAttribute(
              String.class,
              time(EDITED_AT, message -> message.status().editedAt(), (b, v) -> b.editedAt = v))
          .addAttribute(
              String.class,
              time(DELETED_AT, message -> message.status().deletedAt(), (b, v) -> b.deletedAt = v))
          .addAttribute(
              String.class,
              text(DELETED_BY, message -> message.status().deletedBy(), (b, v) -> b.deletedBy = v))
          .addAttribute(
              Long.class,
              seconds(
                  EXPIRES_AT, message -> message.status().expiresAt(), (b, v) -> b.expiresAt = v))
          .build();

  private static final String SYSTEM = "system";

  private MessageSchema() {}

  private static @Nullable String kind(Message message) {
    return message.kind() == MessageKind.SYSTEM ? SYSTEM : null;
  }

  private static @Nullable String replyTo(Message message) {
    MessageRef ref = message.replyTo();
    return ref == null ? null : ref.sortKey().value();
  }

  private static @Nullable Map<String, String> data(Message message) {
    Map<String, String> data = message.content().data();
    return data.isEmpty() ? null : data;
  }

  private static <C extends Collection<?>> Function<Message, @Nullable C> ifAny(
      Function<MessageContent, C> part) {
    return message -> {
      C values = part.apply(message.content());
      return values.isEmpty() ? null : values;
    };
  }

  private static final class Builder extends UserItemBuilder {
    @Nullable String id;
    @Nullable String text;
    @Nullable String kind;
    @Nullable String replyTo;
    @Nullable Set<String> mentions;
    @Nullable List<Attachment> attachments;
    @Nullable Map<String, String> data;
    @Nullable Long revision;
    @Nullable String editedAt;
    @Nullable String deletedAt;
    @Nullable String deletedBy;
    @Nullable Long expiresAt;

    Message build() {
      String groupId = idAfter(Keys.MESSAGES_PREFIX);
      return new Message(
          groupId,
          sortKey(),
          required(MESSAGE_ID, id),
          user(),
          new MessageContent(
              required(MESSAGE, text),
              mentions == null ? Set.of() : mentions,
              attachments == null ? List.of() : attachments,
              data == null ? Map.of() : data),
          SYSTEM.equals(kind) ? MessageKind.SYSTEM : MessageKind.TEXT,
          replyTo == null ? null : ref(groupId, key(REPLY_TO, replyTo)),
          new MessageStatus(
              count(REVISION, revision),
              timeIfAny(EDITED_AT, editedAt),
              timeIfAny(DELETED_AT, deletedAt),
              deletedBy,
              secondsIfAny(EXPIRES_AT, expiresAt)),
          List.of());
    }

    /** References hold a message's time in UTC and its id, whatever the form of its key. */
    private MessageRef ref(String groupId, SortKey key) {
      int separator = key.value().indexOf('#');
      if (separator < 0) {
        throw damaged("attribute '" + REPLY_TO + "' names no message");
      }
      return new MessageRef(groupId, key, key.value().substring(separator + 1));
    }
  }
}
