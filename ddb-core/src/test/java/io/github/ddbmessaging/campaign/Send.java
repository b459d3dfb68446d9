package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One send and what is known of its outcome. Only repeats have the text of another. */
final class Send implements Intent {
  final NewMessage message;
  final @Nullable String groupId;
  final @Nullable NewGroup newGroup;
  final boolean streamed;

  /** The key with which its message was written, or null. */
  @Nullable ItemKey written;

  /** The group in hand that it uses, or null if it reads it. */
  @Nullable MessageGroup inHand;

  /** Whom the store acts for, or null. */
  @Nullable String acting;

  /** Whether it has failed for certain, so that it must never be written. */
  boolean denied;

  private Send(
      NewMessage message, @Nullable String groupId, @Nullable NewGroup newGroup, boolean streamed) {
    this.message = message;
    this.groupId = groupId;
    this.newGroup = newGroup;
    this.streamed = streamed;
  }

  static Send into(String groupId, NewMessage message, boolean streamed) {
    return new Send(message, groupId, null, streamed);
  }

  static Send intoNew(NewGroup group, NewMessage message, boolean streamed) {
    return new Send(message, null, group, streamed);
  }

  /** What an idempotency key stands for: all that the caller gives. */
  List<Object> content() {
    List<Object> content =
        new ArrayList<>(
            List.of(
                message.senderId(),
                message.content().text(),
                Optional.ofNullable(message.lifetime())));
    if (newGroup != null) {
      content.add(Optional.ofNullable(newGroup.title()));
      content.add(Set.copyOf(newGroup.members()));
    }
    return content;
  }

  /** A lone put of a store that acts for nobody depends on no head: the caller vouches for it. */
  boolean trustsCaller() {
    return streamed && inHand != null && acting == null;
  }

  /** The store that it uses, which acts for a user or for nobody. */
  Store from(Store store) {
    return (streamed ? store.withSendMode(SendMode.STREAMED) : store).as(acting);
  }
}
