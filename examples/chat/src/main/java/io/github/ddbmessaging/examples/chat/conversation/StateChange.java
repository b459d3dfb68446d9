package io.github.ddbmessaging.examples.chat.conversation;

import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.MessageGroup;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a user wants to see a conversation. What is not given stays; {@code mutedUntil} that is given
 * as null unmutes. Filled by Jackson.
 */
final class StateChange {
  private @Nullable Boolean pinned;
  private boolean mutedGiven;
  private @Nullable Instant mutedUntil;
  private @Nullable Boolean hidden;
  private @Nullable Boolean unread;

  public void setPinned(@Nullable Boolean pinned) {
    this.pinned = pinned;
  }

  public void setMutedUntil(@Nullable Instant until) {
    mutedGiven = true;
    mutedUntil = until;
  }

  public void setHidden(@Nullable Boolean hidden) {
    this.hidden = hidden;
  }

  public void setUnread(@Nullable Boolean unread) {
    this.unread = unread;
  }

  boolean marksUnread() {
    return Boolean.TRUE.equals(unread);
  }

  /** What to change of the state; empty if only messages are to be marked as unread. */
  Optional<GroupStateUpdate> update(MessageGroup group) {
    if (pinned == null && !mutedGiven && hidden == null) {
      return Optional.empty();
    }
    GroupStateUpdate update = GroupStateUpdate.begin();
    if (pinned != null) {
      update = pinned ? update.pin() : update.unpin();
    }
    if (mutedGiven) {
      update = mutedUntil == null ? update.unmute() : update.muteUntil(mutedUntil);
    }
    if (hidden != null) {
      update = hidden ? update.hideUpTo(group.newest().instant()) : update.unhide();
    }
    return Optional.of(update);
  }
}
