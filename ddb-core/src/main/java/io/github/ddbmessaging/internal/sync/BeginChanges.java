package io.github.ddbmessaging.internal.sync;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupNotAdoptedException;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;

/** The first token of a client, taken before it lists the messages. */
public final class BeginChanges {
  private BeginChanges() {}

  public static Operation<ChangesToken> ofGroup(StoreSettings settings, String groupId) {
    return new Operation<>("beginChanges", () -> begin(settings, groupId));
  }

  private static Step<ChangesToken> begin(StoreSettings settings, String groupId) {
    Validation.groupId(groupId);
    return GetItems.item(settings.consistentRequests(), ItemKey.head(groupId))
        .map(item -> item.map(found -> Membership.readWholeHead(settings, found)))
        .then(
            head ->
                head.isPresent()
                    ? new Step.Done<>(token(settings, head.get()))
                    : refuse(settings, groupId));
  }

  private static ChangesToken token(StoreSettings settings, GroupHead head) {
    Membership.requireMember(settings, head.group());
    return position(head, settings.requests().now()).toToken();
  }

  /**
   * Without a head, what the writers of the original application add need not land above what a
   * token settles; and reading adopts nothing.
   */
  private static Step<ChangesToken> refuse(StoreSettings settings, String groupId) {
    Step<Boolean> isThere =
        Membership.isUnchecked(settings)
            ? ReadPage.hasMessages(settings.consistentRequests(), groupId)
            : Membership.require(settings.withConsistentReads(), groupId).map(group -> true);
    return isThere.map(
        there -> {
          throw there
              ? new GroupNotAdoptedException(groupId)
              : Membership.noSuchGroup(settings, groupId);
        });
  }

  /** Messages of the last minute are not settled: the client is told of them once more. */
  private static Position position(GroupHead head, Instant now) {
    SortKey newest = head.group().newest();
    Instant settled = now.minus(NewMessages.SETTLES_AFTER);
    boolean isSettled = !newest.instant().isAfter(settled);
    return new Position(
        head.group().id(),
        isSettled ? newest : new SortKey(Timestamps.format(settled)),
        isSettled ? head.group().messages() : 0,
        null,
        head.changes(),
        null,
        now);
  }
}
