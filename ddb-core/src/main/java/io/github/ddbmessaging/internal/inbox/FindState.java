package io.github.ddbmessaging.internal.inbox;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.model.GroupState;
import java.util.Optional;

/** Finds what a user has read, muted, pinned and hidden of one group. */
public final class FindState {
  private FindState() {}

  public static Operation<Optional<GroupState>> byGroupId(
      StoreSettings settings, String userId, String groupId) {
    return new Operation<>(
        "findGroupState",
        () -> {
          Validation.userId(userId);
          Validation.groupId(groupId);
          Membership.requireSelf(settings, userId, "find the state of a message group for");
          return GetItems.state(settings.requests(), ItemKey.state(userId, groupId));
        });
  }
}
