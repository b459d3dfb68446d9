package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;

/** Takes the content of a message away. Its key, id and sender stay. */
public final class DeleteMessage {
  static final String VERB = "Deleting";

  private DeleteMessage() {}

  public static Operation<Message> byRef(StoreSettings settings, MessageRef ref) {
    return new Operation<>(
        "deleteMessage",
        () -> {
          Validation.messageRef(ref);
          return ChangeMessage.of(
              settings, ref, VERB, (group, read, doubtful) -> deleted(settings, group, read));
        });
  }

  static Message deleted(StoreSettings settings, MessageGroup group, Message read) {
    if (!Membership.isOwner(settings, group)) {
      Membership.requireSender(settings, read);
    }
    return read.isDeleted()
        ? read
        : read.with(
            MessageContent.EMPTY,
            read.status()
                .deleted(Timestamps.cut(settings.requests().now()), Membership.author(settings)));
  }
}
