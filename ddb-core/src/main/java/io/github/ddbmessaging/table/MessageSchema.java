package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.MESSAGE;
import static io.github.ddbmessaging.table.Attributes.MESSAGE_ID;

import io.github.ddbmessaging.model.Message;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How a message is mapped. */
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
          .addAttribute(String.class, ItemBuilder.text(MESSAGE_ID, Message::id, (b, v) -> b.id = v))
          .addAttribute(
              String.class, ItemBuilder.text(MESSAGE, Message::text, (b, v) -> b.text = v))
          .build();

  private MessageSchema() {}

  private static final class Builder extends UserItemBuilder {
    @Nullable String id;
    @Nullable String text;

    Message build() {
      return new Message(
          idAfter(Keys.MESSAGES_PREFIX),
          sortKey(),
          required(MESSAGE_ID, id),
          user(),
          required(MESSAGE, text));
    }
  }
}
