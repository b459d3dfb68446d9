package io.github.ddbmessaging.internal.group;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MessageGroup;
import java.util.Optional;

/** Finds a group, for whoever may see it. */
public final class FindGroup {
  private FindGroup() {}

  public static Operation<Optional<MessageGroup>> byId(StoreSettings settings, String groupId) {
    return new Operation<>("findGroup", () -> find(settings, groupId));
  }

  /** Whoever asks for their own direct group may learn that it is not there. */
  public static Operation<Optional<MessageGroup>> ofTwo(
      StoreSettings settings, String userId, String otherUserId) {
    return new Operation<>(
        "findDirectGroup",
        () -> {
          Validation.userId(userId);
          Validation.userId(otherUserId);
          Membership.requireSelf(settings, userId, "find a direct group of");
          return GetItems.head(settings.requests(), MessageGroup.directId(userId, otherUserId))
              .map(head -> head.map(GroupHead::group));
        });
  }

  private static Step<Optional<MessageGroup>> find(StoreSettings settings, String groupId) {
    Validation.groupId(groupId);
    return Membership.isUnchecked(settings)
        ? GetItems.head(settings.requests(), groupId).map(head -> head.map(GroupHead::group))
        : Membership.require(settings, groupId);
  }
}
