package io.github.ddbmessaging.internal.member;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.group.ChangeGroup;
import io.github.ddbmessaging.internal.group.ChangeGroup.Changed;
import io.github.ddbmessaging.internal.group.ChangeGroup.Decision;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives a member of a group another role. */
public final class ChangeRole implements ChangeGroup.Change {
  private final StoreSettings settings;
  private final String userId;
  private final Role role;

  private ChangeRole(StoreSettings settings, String userId, Role role) {
    this.settings = settings;
    this.userId = userId;
    this.role = role;
  }

  public static Operation<MessageGroup> ofMember(
      StoreSettings settings, String groupId, String userId, Role role) {
    return new Operation<>(
        "changeRole",
        () -> {
          Validation.groupId(groupId);
          Validation.userId(userId);
          Validation.given(role, "role");
          return ChangeGroup.of(
                  settings,
                  groupId,
                  "Changing a role in",
                  Set.of(userId),
                  new ChangeRole(settings, userId, role))
              .map(Changed::group);
        });
  }

  @Override
  public boolean readsNewest() {
    return false;
  }

  @Override
  public Optional<Decision> decide(MessageGroup group, SortKey newest, boolean inDoubt) {
    Membership.requireMember(settings, group);
    MemberRules.requireNotDirect(group);
    Role now = group.findRole(userId).orElseThrow(() -> Membership.notAMember(userId, group.id()));
    if (now == role) {
      return Optional.empty();
    }
    Membership.requireOwner(settings, group, "change roles");
    if (role != Role.OWNER && group.ownerIds().equals(List.of(userId))) {
      throw new InvalidInputException(
          "User '"
              + userId
              + "' is the only owner of message group '"
              + group.id()
              + "'; make another member an owner first");
    }
    return Optional.of(
        new Decision(
            group.withMembers(group.members(), MemberRules.withRole(group, userId, role)),
            LogEntry.Change.ROLE_CHANGED,
            Set.of(userId)));
  }
}
