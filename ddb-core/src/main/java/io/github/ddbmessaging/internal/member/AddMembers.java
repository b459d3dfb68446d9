package io.github.ddbmessaging.internal.member;

import io.github.ddbmessaging.internal.access.GroupRules;
import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.group.ChangeGroup;
import io.github.ddbmessaging.internal.group.ChangeGroup.Changed;
import io.github.ddbmessaging.internal.group.ChangeGroup.Decision;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds members to a group. */
public final class AddMembers implements ChangeGroup.Change {
  private final StoreSettings settings;
  private final List<User> users;
  private final History history;
  private final Instant now;

  private AddMembers(StoreSettings settings, List<User> users, History history) {
    this.settings = settings;
    this.users = users;
    this.history = history;
    this.now = Validation.now(Timestamps.cut(settings.requests().now()));
  }

  public static Operation<MessageGroup> toGroup(
      StoreSettings settings, String groupId, Collection<User> users, History history) {
    return new Operation<>(
        "addMembers",
        () -> {
          Validation.groupId(groupId);
          GroupRules.newMembers(users);
          Validation.given(history, "history");
          return ChangeGroup.of(
                  settings,
                  groupId,
                  "Adding members to",
                  ids(users),
                  new AddMembers(settings, List.copyOf(users), history))
              .map(Changed::group);
        });
  }

  @Override
  public boolean readsNewest() {
    return true;
  }

  @Override
  public Optional<Decision> decide(MessageGroup group, SortKey newest, boolean inDoubt) {
    Membership.requireMember(settings, group);
    MemberRules.requireNotDirect(group);
    List<User> added =
        users.stream().filter(user -> group.findMember(user.id()).isEmpty()).toList();
    if (added.isEmpty()) {
      return Optional.empty();
    }
    List<User> members = new ArrayList<>(group.members());
    members.addAll(added);
    if (members.size() > Limits.MEMBERS) {
      throw new InvalidInputException(
          "Message group '"
              + group.id()
              + "' would have "
              + members.size()
              + " members; at most "
              + Limits.MEMBERS
              + " can be in one");
    }
    MemberAccess access = new MemberAccess(Role.MEMBER, now, visibleFrom(group, newest));
    Map<String, MemberAccess> all = new HashMap<>(group.access());
    added.forEach(user -> all.put(user.id(), access));
    return Optional.of(
        new Decision(group.withMembers(members, all), LogEntry.Change.MEMBERS_ADDED, ids(added)));
  }

  private @Nullable SortKey visibleFrom(MessageGroup group, SortKey newest) {
    return history == History.FROM_JOINING
        ? newest
        : Membership.grantsFrom(settings, group).orElse(null);
  }

  private static Set<String> ids(Collection<User> users) {
    return users.stream().map(User::id).collect(Collectors.toSet());
  }
}
