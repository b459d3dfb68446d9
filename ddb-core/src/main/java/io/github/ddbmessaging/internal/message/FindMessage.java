package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import java.time.Instant;
import java.util.Optional;

/** Finds one message, for whoever may see it. */
public final class FindMessage {
  private FindMessage() {}

  public static Operation<Optional<Message>> byRef(StoreSettings settings, MessageRef ref) {
    return new Operation<>("findMessage", () -> find(settings, ref));
  }

  private static Step<Optional<Message>> find(StoreSettings settings, MessageRef ref) {
    Validation.messageRef(ref);
    return Membership.isUnchecked(settings)
        ? read(settings, ref)
        : Membership.require(settings, ref.groupId()).then(group -> read(settings, ref));
  }

  /** A message with a key of the original application may have been migrated since it was read. */
  private static Step<Optional<Message>> read(StoreSettings settings, MessageRef ref) {
    Instant now = settings.requests().now();
    return GetItems.message(settings.requests(), ref.groupId(), ref.sortKey())
        .map(found -> found.filter(message -> message.id().equals(ref.messageId())))
        .then(
            found ->
                found.isPresent() || !KeyForm.isOld(ref.sortKey())
                    ? new Step.Done<>(found)
                    : GetItems.message(
                        settings.requests(),
                        ref.groupId(),
                        settings.legacy().ownKey(ref.sortKey(), ref.messageId())))
        .map(found -> found.filter(message -> !message.status().isExpired(now)));
  }
}
