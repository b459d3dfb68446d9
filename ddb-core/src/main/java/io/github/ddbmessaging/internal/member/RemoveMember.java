package io.github.ddbmessaging.internal.member;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.group.ChangeGroup;
import io.github.ddbmessaging.internal.group.ChangeGroup.Changed;
import io.github.ddbmessaging.internal.group.ChangeGroup.Decision;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Removes a member from a group: the member themselves, an owner, or the service. */
public final class RemoveMember implements ChangeGroup.Change {
  private final StoreSettings settings;
  private final String userId;

  private RemoveMember(StoreSettings settings, String userId) {
    this.settings = settings;
    this.userId = userId;
  }

  public static Operation<MessageGroup> fromGroup(
      StoreSettings settings, String groupId, String userId) {
    return new Operation<>(
        "removeMember",
        () -> remove(settings, groupId, userId, "Removing a member from").map(Changed::group));
  }

  /** Tells whether the user was in the group until now. */
  public static Operation<Boolean> whoLeaves(
      StoreSettings settings, String groupId, String userId) {
    return new Operation<>(
        "leaveGroup",
        () ->
            Step.outcome(
                    () -> {
                      Validation.userId(userId);
                      Membership.requireSelf(settings, userId, "leave a message group as");
                      return remove(settings, groupId, userId, "Leaving");
                    })
                .then(left -> afterLeaving(settings, groupId, userId, left)));
  }

  private static Step<Changed> remove(
      StoreSettings settings, String groupId, String userId, String verb) {
    Validation.groupId(groupId);
    Validation.userId(userId);
    return ChangeGroup.of(
        settings, groupId, verb, Set.of(userId), new RemoveMember(settings, userId));
  }

  /** Who has left before is told no refusal, unlike a stranger: so a repeat is safe. */
  private static Step<Boolean> afterLeaving(
      StoreSettings settings, String groupId, String userId, Step.Outcome<Changed> left) {
    if (left.value().isPresent()) {
      return new Step.Done<>(left.value().get().changed());
    }
    RuntimeException failure = left.failure().orElseThrow();
    if (!(failure instanceof NotAMemberException)) {
      throw failure;
    }
    return GetItems.item(settings.consistentRequests(), ItemKey.formerMembership(userId, groupId))
        .map(
            former -> {
              if (former.isEmpty()) {
                throw failure;
              }
              return false;
            });
  }

  @Override
  public boolean readsNewest() {
    return false;
  }

  @Override
  public Optional<Decision> decide(MessageGroup group, SortKey newest, boolean inDoubt) {
    boolean isGone = group.findMember(userId).isEmpty();
    if (isGone && inDoubt) {
      // Also to whoever has just removed themselves, and is refused everything else.
      return Optional.empty();
    }
    Membership.requireMember(settings, group);
    MemberRules.requireNotDirect(group);
    if (isGone) {
      return Optional.empty();
    }
    if (!Membership.isSelf(settings, userId)) {
      Membership.requireOwner(settings, group, "remove others");
    }
    List<User> members =
        group.members().stream().filter(member -> !member.id().equals(userId)).toList();
    if (members.isEmpty()) {
      throw new InvalidInputException(
          "User '"
              + userId
              + "' is the last member of message group '"
              + group.id()
              + "', which keeps at least one; add another member first");
    }
    Map<String, MemberAccess> access = new HashMap<>(group.access());
    access.remove(userId);
    return Optional.of(
        new Decision(
            withOwner(group, group.withMembers(members, access)),
            LogEntry.Change.MEMBERS_REMOVED,
            Set.of(userId)));
  }

  /** When the last owner is gone, the member who joined first becomes one. */
  private static MessageGroup withOwner(MessageGroup before, MessageGroup after) {
    if (before.ownerIds().isEmpty() || !after.ownerIds().isEmpty()) {
      return after;
    }
    String first = after.members().get(0).id();
    return after.withAccess(MemberRules.withRole(after, first, Role.OWNER));
  }
}
