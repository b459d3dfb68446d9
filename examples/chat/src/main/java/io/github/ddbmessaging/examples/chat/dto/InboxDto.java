package io.github.ddbmessaging.examples.chat.dto;

import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.UnreadCount;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a user's list.
 *
 * @param groupId names it
 * @param title its title; null for a direct chat
 * @param direct whether it is a direct chat
 * @param otherId who the other one of a direct chat is
 * @param name what to show
 * @param preview the beginning of the newest message
 * @param lastSenderId who wrote that
 * @param lastSenderName their name, in a group
 * @param lastMessageAt when it was written
 * @param unread how many messages are unread, 100 at most
 * @param mentioned whether the newest is unread and mentions the user
 * @param pinned whether the user pinned it
 * @param mutedUntil until when the user wants no notifications
 */
public record InboxDto(
    String groupId,
    @Nullable String title,
    boolean direct,
    @Nullable String otherId,
    String name,
    String preview,
    @Nullable String lastSenderId,
    @Nullable String lastSenderName,
    Instant lastMessageAt,
    int unread,
    boolean mentioned,
    boolean pinned,
    @Nullable Instant mutedUntil) {
  /**
   * A conversation for a page.
   *
   * @param entry the entry
   * @param count how much is unread, or null if nothing is
   * @return what the page sees of it
   */
  public static InboxDto of(InboxEntry entry, @Nullable UnreadCount count) {
    MessageGroupRow row = entry.row();
    String other = row.shownUser().displayName();
    return new InboxDto(
        row.groupId(),
        row.title(),
        row.isDirect(),
        row.isDirect() ? row.shownUser().id() : null,
        Optional.ofNullable(row.title()).orElse(other),
        row.preview(),
        row.lastSenderId(),
        row.isDirect() || row.lastSenderId() == null ? null : other,
        row.lastMessageAt(),
        count == null ? 0 : count.count(),
        entry.mentioned(),
        entry.isPinned(),
        entry.state().mutedUntil());
  }

  /** The id alone: content stays out of logs. */
  @Override
  public String toString() {
    return "InboxDto[groupId=" + groupId + "]";
  }
}
