package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.MessageRef;
import org.jspecify.annotations.Nullable;

/**
 * One change of what a user has read, muted, pinned and hidden, and what is known of its outcome.
 */
final class StateChange implements Intent {
  final Kind kind;
  final String userId;
  final String groupId;
  final @Nullable MessageRef ref;
  final GroupState seen;
  final @Nullable GroupStateUpdate update;

  /** How often it has been written. */
  int applied;

  /** Whether it has failed for certain, so that it must never be written. */
  boolean denied;

  /** How often the user had marked messages as unread when it was written last. */
  long marksAfter;

  /** What is done. */
  enum Kind {
    READ,
    UNREAD,
    UPDATE
  }

  /**
   * A change.
   *
   * @param seen the state that the device has seen last
   */
  private StateChange(
      Kind kind, GroupState seen, @Nullable MessageRef ref, @Nullable GroupStateUpdate update) {
    this.kind = kind;
    this.userId = seen.userId();
    this.groupId = seen.groupId();
    this.ref = ref;
    this.seen = seen;
    this.update = update;
  }

  static StateChange read(GroupState seen, MessageRef ref) {
    return new StateChange(Kind.READ, seen, ref, null);
  }

  static StateChange unread(GroupState seen, MessageRef ref) {
    return new StateChange(Kind.UNREAD, seen, ref, null);
  }

  static StateChange update(GroupState seen, GroupStateUpdate update) {
    return new StateChange(Kind.UPDATE, seen, null, update);
  }

  ItemKey key() {
    return ItemKey.state(userId, groupId);
  }
}
