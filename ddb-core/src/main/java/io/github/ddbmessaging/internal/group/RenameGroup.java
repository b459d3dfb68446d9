package io.github.ddbmessaging.internal.group;

import io.github.ddbmessaging.internal.access.GroupRules;
import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.group.ChangeGroup.Changed;
import io.github.ddbmessaging.internal.group.ChangeGroup.Decision;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import java.util.Optional;
import java.util.Set;

/** Gives a group another title. */
public final class RenameGroup implements ChangeGroup.Change {
  private final StoreSettings settings;
  private final String title;

  private RenameGroup(StoreSettings settings, String title) {
    this.settings = settings;
    this.title = title;
  }

  public static Operation<MessageGroup> toTitle(
      StoreSettings settings, String groupId, String title) {
    return new Operation<>(
        "renameGroup",
        () -> {
          Validation.groupId(groupId);
          GroupRules.title(title);
          return ChangeGroup.of(
                  settings,
                  groupId,
                  "Renaming",
                  Membership.actingUsers(settings),
                  new RenameGroup(settings, title))
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
    if (group.isDirect()) {
      throw new InvalidInputException(
          "Message group '" + group.id() + "' is a direct one, which has no title");
    }
    if (title.equals(group.title())) {
      return Optional.empty();
    }
    Membership.requireOwner(settings, group, "rename it");
    return Optional.of(
        new Decision(
            group.withNames(group.members(), title), LogEntry.Change.TITLE_CHANGED, Set.of()));
  }
}
