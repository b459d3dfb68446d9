package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.access.GroupRules;
import io.github.ddbmessaging.internal.access.LegacyGroups;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Refused;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.User;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a group of the original application one of this library: its head, one row for each member
 * and none of the old ones, in one transaction. Of two that do this at once only one can.
 */
public final class AdoptGroup {
  private static final int MOST_ACTIONS = 100;

  private final RequestSettings settings;
  private final LegacyGroups keys;
  private final String groupId;
  private final Collection<String> users;
  private final Collection<User> named;
  private final boolean rowsWereSeen;
  private final Consumer<MessageGroup> check;
  private final LegacyWrites writes;

  private AdoptGroup(
      RequestSettings settings,
      LegacyGroups keys,
      String groupId,
      Collection<String> users,
      Collection<User> named,
      boolean rowsWereSeen,
      Consumer<MessageGroup> check) {
    this.settings = settings.withConsistentReads();
    this.keys = keys;
    this.groupId = groupId;
    this.users = users;
    this.named = named;
    this.rowsWereSeen = rowsWereSeen;
    this.check = check;
    this.writes = new LegacyWrites(settings.tableName());
  }

  /**
   * Adopts a group that the caller asks for, or finds it adopted.
   *
   * @param settings of the store
   * @param groupId which group
   * @param members who is in it, besides those whom its rows name
   */
  public static Operation<MessageGroup> byName(
      StoreSettings settings, String groupId, List<User> members) {
    return new Operation<>("adoptGroup", () -> adopt(settings, groupId, members));
  }

  private static Step<MessageGroup> adopt(
      StoreSettings settings, String groupId, List<User> members) {
    Validation.groupId(groupId);
    members.forEach(GroupRules::user);
    if (members.size() > Limits.MEMBERS) {
      throw new InvalidInputException(
          "A group has at most " + Limits.MEMBERS + " members, not " + members.size());
    }
    return GetItems.head(settings.consistentRequests(), groupId)
        .then(
            head ->
                head.isPresent()
                    ? new Step.Done<>(head)
                    : new AdoptGroup(
                            settings.requests(),
                            settings.legacy(),
                            groupId,
                            List.of(),
                            members,
                            false,
                            group -> {})
                        .adopt(1))
        .map(head -> head.orElseThrow(() -> new GroupNotFoundException(groupId)).group());
  }

  /**
   * Adopts a group without a head, if there is anything of it.
   *
   * @param keys tells what old keys stand for
   * @param groupId which group
   * @param users who may be in it
   * @param check throws if it must not be adopted
   */
  static Step<Optional<GroupHead>> ifThere(
      RequestSettings settings,
      LegacyGroups keys,
      String groupId,
      Collection<String> users,
      Consumer<MessageGroup> check) {
    return new AdoptGroup(settings, keys, groupId, users, List.of(), false, check).adopt(1);
  }

  /** Adopts a group without a head that has rows in the lists of these users. */
  static Step<Optional<GroupHead>> ofRowsIn(
      RequestSettings settings, LegacyGroups keys, String groupId, Collection<String> users) {
    return new AdoptGroup(settings, keys, groupId, users, List.of(), true, group -> {}).adopt(1);
  }

  private Step<Optional<GroupHead>> adopt(int attempt) {
    return FindOldGroup.find(settings, keys, groupId, users, named, rowsWereSeen)
        .then(
            old -> {
              old.requireGoodIds();
              if (old.isUnknown() || !old.hasMembers()) {
                return readHeadAgain();
              }
              MessageGroup group = old.toHead();
              check.accept(group);
              return LostHead.of(settings, old, group).then(found -> write(found, old, attempt));
            });
  }

  private Step<Optional<GroupHead>> write(LostHead.Found found, OldGroup old, int attempt) {
    // Head, messages and new rows take part as well.
    int room = MOST_ACTIONS - actions(found, old, List.of()).size();
    if (old.rows().size() > room) {
      return makeRoom(old.surplus(), attempt);
    }
    return ConditionalWrite.transaction(settings, describe(), actions(found, old, old.rows()))
        .send()
        .then(
            outcome ->
                outcome.then(
                    () -> new Step.Done<>(Optional.of(found.head())),
                    refused -> afterRefusal(refused, attempt)));
  }

  private List<Action> actions(LostHead.Found found, OldGroup old, List<MessageGroupRow> rows) {
    return writes.adopt(found.head(), old.newest().orElse(null), found.shown().orElse(null), rows);
  }

  /** Before there is a head: whoever ends behind that leaves a group that can still be adopted. */
  private Step<Optional<GroupHead>> makeRoom(List<MessageGroupRow> surplus, int attempt) {
    List<MessageGroupRow> part = surplus.subList(0, Math.min(MOST_ACTIONS - 1, surplus.size()));
    return ConditionalWrite.transaction(settings, describe(), writes.removeOld(groupId, part))
        .send()
        .then(
            outcome ->
                outcome.then(() -> adopt(attempt), refused -> afterRefusal(refused, attempt)));
  }

  /** Another may have adopted it since, so that what was looked for is gone. */
  private Step<Optional<GroupHead>> readHeadAgain() {
    return GetItems.head(settings, groupId);
  }

  /** Another adopted it first, or its newest message changed meanwhile. */
  private Step<Optional<GroupHead>> afterRefusal(Refused refused, int attempt) {
    Optional<GroupHead> head = refused.head();
    return head.isPresent() ? new Step.Done<>(head) : refused.pause(attempt, this::adopt);
  }

  private String describe() {
    return "Adopting message group '" + groupId + "'";
  }
}
