package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageRef;
import java.time.temporal.ChronoUnit;

/** Takes the content of a message away. Its key, id and sender stay. */
public final class DeleteMessage {
  static final String VERB = "Deleting";

  private DeleteMessage() {}

  public static Operation<Message> byRef(StoreSettings settings, MessageRef ref) {
    return new Operation<>(
        "deleteMessage",
        () -> {
          Validation.messageRef(ref);
          return ChangeMessage.of(settings, ref, VERB, (read, doubtful) -> deleted(settings, read));
        });
  }

  static Message deleted(StoreSettings settings, Message read) {
    Membership.requireSender(settings, read);
    return read.isDeleted()
        ? read
        : read.with(
            MessageContent.EMPTY,
            read.status()
                .deleted(
                    settings.requests().now().truncatedTo(ChronoUnit.MICROS),
                    Membership.author(settings)));
  }
}
