package io.github.ddbmessaging.internal.access;

import io.github.ddbmessaging.internal.read.Visible;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What whoever a store acts for may see of a group, as the head told that was read, and how.
 *
 * @param visible which messages
 * @param newest the newest message that this head knew, or null if it does not matter: a store that
 *     acts for nobody sees all
 * @param named the members whose names replace those in their messages; nobody unless that is
 *     wanted
 */
public record MemberView(Visible visible, @Nullable SortKey newest, List<User> named) {
  /** Of a store that acts for nobody, and of a group that nobody has adopted. */
  static final MemberView OF_ALL = new MemberView(Visible.ALL, null, List.of());

  public MemberView {
    named = List.copyOf(named);
  }

  /** Whether a message came after the head was as it was read: the user may have gone before. */
  public boolean isOlderThan(SortKey message) {
    return newest != null && message.compareTo(newest) > 0;
  }

  /**
   * A message with the names that its sender has today, if that is wanted and they are a member.
   */
  public Message named(Message message) {
    return named.stream()
        .filter(member -> member.id().equals(message.sender().id()))
        .findFirst()
        .map(message::withSender)
        .orElse(message);
  }
}
