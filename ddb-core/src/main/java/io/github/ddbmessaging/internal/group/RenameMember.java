package io.github.ddbmessaging.internal.group;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.group.ChangeGroup.Decision;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a member of a group other names.
 *
 * @param user the member with the new names
 */
public record RenameMember(User user) implements ChangeGroup.Change {

  /** Renames the user, if they are a member. */
  public static Step<MessageGroup> inGroup(StoreSettings settings, String groupId, User user) {
    return ChangeGroup.of(
            settings, groupId, "Renaming a member of", Set.of(user.id()), new RenameMember(user))
        .map(ChangeGroup.Changed::group);
  }

  @Override
  public boolean readsNewest() {
    return true;
  }

  /** A member who shows nowhere but in their own list would be cut off. */
  @Override
  public boolean adopts() {
    return false;
  }

  @Override
  public Optional<Decision> decide(MessageGroup group, SortKey newest, boolean inDoubt) {
    if (group.findMember(user.id()).filter(now -> !now.equals(user)).isEmpty()) {
      return Optional.empty();
    }
    List<User> members =
        group.members().stream()
            .map(member -> member.id().equals(user.id()) ? user : member)
            .toList();
    return Optional.of(
        new Decision(
            group.withNames(members, group.title()),
            LogEntry.Change.NAMES_CHANGED,
            Set.of(user.id())));
  }
}
