package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.MemberView;
import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds one message, for whoever may see it. */
public final class FindMessage {
  private FindMessage() {}

  public static Operation<Optional<Message>> byRef(StoreSettings settings, MessageRef ref) {
    return new Operation<>("findMessage", () -> find(settings, ref));
  }

  private static Step<Optional<Message>> find(StoreSettings settings, MessageRef ref) {
    Validation.messageRef(ref);
    return Membership.requireView(settings, ref.groupId()).then(view -> read(settings, ref, view));
  }

  private static Step<Optional<Message>> read(
      StoreSettings settings, MessageRef ref, MemberView view) {
    Instant now = settings.requests().now();
    return read(settings.requests(), ref, settings.legacy().keysOf(ref))
        .map(found -> found.filter(message -> !message.status().isExpired(now)))
        .then(found -> visible(settings, found, view))
        .then(found -> withReactions(settings, found));
  }

  private static Step<Optional<Message>> visible(
      StoreSettings settings, Optional<Message> found, MemberView view) {
    return found.isEmpty()
        ? new Step.Done<>(found)
        : Membership.afterReading(
                settings, found.get().groupId(), view, found.map(Message::sortKey))
            .map(now -> found.filter(now.visible()::sees).map(now::named));
  }

  /** There is no page that could tell what can't be understood, so it throws. */
  private static Step<Optional<Message>> withReactions(
      StoreSettings settings, Optional<Message> found) {
    return found.isEmpty()
        ? new Step.Done<>(found)
        : PageReactions.addIfWanted(
                settings.withStrictReads(),
                found.get().groupId(),
                new Page<>(List.of(found.get()), Optional.empty()))
            .map(page -> page.items().stream().findFirst());
  }

  private static Step<Optional<Message>> read(
      RequestSettings requests, MessageRef ref, List<ItemKey> keys) {
    return GetItems.message(requests, keys.get(0))
        .map(found -> found.filter(message -> message.id().equals(ref.messageId())))
        .then(
            found ->
                found.isPresent() || keys.size() == 1
                    ? new Step.Done<>(found)
                    : read(requests, ref, keys.subList(1, keys.size())));
  }
}
