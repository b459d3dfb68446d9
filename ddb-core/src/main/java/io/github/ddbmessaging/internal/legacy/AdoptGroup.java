package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.Head;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.read.Lookups;
import io.github.ddbmessaging.internal.run.Retries;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ReKey;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * Makes a group of the original application one of this library: its head, one row for each member
 * and none of the old ones, in one transaction. Of two that do this at once only one can.
 */
public final class AdoptGroup {
  private static final int MOST_ACTIONS = 100;

  private final StoreSettings settings;
  private final String groupId;
  private final Collection<String> users;
  private final Collection<User> named;
  private final Consumer<MessageGroup> check;
  private final ReKey reKey;

  private AdoptGroup(
      StoreSettings settings,
      String groupId,
      Collection<String> users,
      Collection<User> named,
      Consumer<MessageGroup> check) {
    this.settings = settings;
    this.groupId = groupId;
    this.users = users;
    this.named = named;
    this.check = check;
    this.reKey = new ReKey(settings.tableName());
  }

  /**
   * Adopts a group that the caller asks for, or finds it adopted.
   *
   * @param settings of the store
   * @param groupId which group
   * @param members who is in it, besides those whom its rows name
   * @return the operation
   */
  public static Step<MessageGroup> byName(
      StoreSettings settings, String groupId, List<User> members) {
    Validation.groupId(groupId);
    members.forEach(Validation::user);
    if (members.size() > Limits.MEMBERS) {
      throw new InvalidInputException(
          "A group has at most " + Limits.MEMBERS + " members, not " + members.size());
    }
    if (settings.caller() != null) {
      throw new NotAMemberException(
          "A store that acts for user '"
              + settings.caller()
              + "' can't adopt message groups; use one that acts for nobody");
    }
    return Lookups.head(settings.withConsistentReads(), groupId)
        .then(
            head ->
                head.isPresent()
                    ? new Step.Done<>(head.get())
                    : new AdoptGroup(settings, groupId, List.of(), members, group -> {})
                        .adopt(1)
                        .then(
                            adopted ->
                                new Step.Done<>(
                                    adopted
                                        .orElseThrow(() -> new GroupNotFoundException(groupId))
                                        .group())));
  }

  /**
   * Adopts a group without a head, if there is anything of it.
   *
   * @param users who may be in it
   * @param check throws if it must not be adopted
   */
  public static Step<Optional<Head>> ifThere(
      StoreSettings settings,
      String groupId,
      Collection<String> users,
      Consumer<MessageGroup> check) {
    return new AdoptGroup(settings, groupId, users, List.of(), check).adopt(1);
  }

  /** A group's head as it was read, or, if there was none, the one that it gets by adoption. */
  public static Step<Head> head(
      StoreSettings settings,
      String groupId,
      @Nullable Map<String, AttributeValue> item,
      Supplier<? extends Collection<String>> users) {
    return item == null
        ? ifThere(settings, groupId, users.get(), group -> {})
            .then(
                head ->
                    new Step.Done<>(head.orElseThrow(() -> new GroupNotFoundException(groupId))))
        : new Step.Done<>(Head.of(item));
  }

  private Step<Optional<Head>> adopt(int attempt) {
    return FindOldGroup.of(settings, groupId, users, named)
        .then(
            old -> {
              if (old.isUnknown() || !old.hasMembers()) {
                return adoptedMeanwhile();
              }
              MessageGroup group = old.toHead();
              check.accept(group);
              return write(group, old, attempt);
            });
  }

  private Step<Optional<Head>> write(MessageGroup group, OldGroup old, int attempt) {
    // Head, newest message and new rows take part as well.
    int room = MOST_ACTIONS - 2 - group.members().size();
    if (old.rows().size() > room) {
      return makeRoom(old.surplus(), attempt);
    }
    return ConditionalWrite.of(
            settings, describe(), reKey.adopt(group, old.newest().orElse(null), old.rows()))
        .then(
            refusal ->
                refusal.isEmpty()
                    ? new Step.Done<>(Optional.of(new Head(group, null)))
                    : afterRefusal(refusal.get(), attempt));
  }

  /** Before there is a head: whoever ends behind that leaves a group that can still be adopted. */
  private Step<Optional<Head>> makeRoom(List<MessageGroupRow> surplus, int attempt) {
    List<MessageGroupRow> part = surplus.subList(0, Math.min(MOST_ACTIONS - 1, surplus.size()));
    return ConditionalWrite.of(settings, describe(), reKey.removeOld(groupId, part))
        .then(refusal -> refusal.isEmpty() ? adopt(attempt) : afterRefusal(refusal.get(), attempt));
  }

  /** What was looked for may be gone since another adopted it. */
  private Step<Optional<Head>> adoptedMeanwhile() {
    return Lookups.item(settings.withConsistentReads(), Items.headKey(groupId))
        .then(head -> new Step.Done<>(head.map(Head::of)));
  }

  /** Another adopted it first, or its newest message changed meanwhile. */
  private Step<Optional<Head>> afterRefusal(CancellationReason refusal, int attempt) {
    Optional<Head> head = Head.in(refusal);
    return head.isPresent()
        ? new Step.Done<>(head)
        : Retries.pauseAfterRefusal(
            settings, describe(), attempt, refusal, () -> adopt(attempt + 1));
  }

  private String describe() {
    return "Adopting message group '" + groupId + "'";
  }
}
