package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import org.jspecify.annotations.Nullable;

/** One send and what is known of its outcome. Its text is no other send's. */
final class Sending {
  final NewMessage message;
  final @Nullable String groupId;
  final @Nullable NewGroup newGroup;
  final boolean streamed;

  /** Where its message was written, or null. */
  @Nullable Place place;

  /** Whether it has failed for certain, so that it must never be written. */
  boolean denied;

  private Sending(
      NewMessage message, @Nullable String groupId, @Nullable NewGroup newGroup, boolean streamed) {
    this.message = message;
    this.groupId = groupId;
    this.newGroup = newGroup;
    this.streamed = streamed;
  }

  static Sending into(String groupId, NewMessage message, boolean streamed) {
    return new Sending(message, groupId, null, streamed);
  }

  static Sending intoNew(NewGroup group, NewMessage message, boolean streamed) {
    return new Sending(message, null, group, streamed);
  }

  /** A message's key. */
  record Place(String pk, String sk) {}
}
