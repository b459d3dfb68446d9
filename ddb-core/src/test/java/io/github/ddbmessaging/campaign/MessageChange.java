package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SendMode;
import org.jspecify.annotations.Nullable;

/** One change of a message, or one reaction to it, and what is known of its outcome. */
final class MessageChange implements Intent {
  final Kind kind;
  final MessageRef ref;
  final @Nullable String actor;
  final String content;
  final @Nullable Long seen;
  final boolean streamed;

  /** Whether it is of the actor's own: their message, or their reaction. */
  final boolean own;

  /** Whether the store acts for nobody, though someone reacts. */
  boolean byService;

  /** Whether it has been written. */
  boolean applied;

  /** Whether it has failed for certain, so that it must never be written. */
  boolean denied;

  /** What is done. */
  enum Kind {
    EDIT,
    DELETE,
    PURGE,
    REACT,
    UNREACT
  }

  /**
   * A change.
   *
   * @param actor whom the store acts for, or who reacts; null for the service
   * @param content the new text, or the reaction
   * @param seen the revision that an editor saw, or null
   */
  MessageChange(
      Kind kind,
      MessageRef ref,
      @Nullable String actor,
      boolean own,
      String content,
      @Nullable Long seen,
      boolean streamed) {
    this.kind = kind;
    this.ref = ref;
    this.actor = actor;
    this.own = own;
    this.byService = actor == null;
    this.content = content;
    this.seen = seen;
    this.streamed = streamed;
  }

  ItemKey key() {
    return ItemKey.message(ref.groupId(), ref.sortKey());
  }

  MessageEdit edit() {
    MessageEdit edit = MessageEdit.ofText(content);
    return seen == null ? edit : edit.ifRevision(seen);
  }

  /** The store that it uses. */
  Store from(Store store) {
    return (streamed ? store.withSendMode(SendMode.STREAMED) : store).as(actor);
  }
}
