package io.github.ddbmessaging.internal.inbox;

import io.github.ddbmessaging.internal.access.Ids;
import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.ReadPosition;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lists how far the members of a group have read it, and nothing else of their states. */
public final class ListReadPositions {
  private static final String NAME = "listReadPositions";

  private final StoreSettings settings;
  private final String groupId;

  private ListReadPositions(StoreSettings settings, String groupId) {
    this.settings = settings;
    this.groupId = groupId;
  }

  /** Of a group of which only the id is known. */
  public static Operation<List<ReadPosition>> byGroupId(StoreSettings settings, String groupId) {
    return new Operation<>(NAME, () -> list(settings, groupId, List.of()));
  }

  /** Of a group as last seen: its members are read together with its head. */
  public static Operation<List<ReadPosition>> ofGroupAsSeen(
      StoreSettings settings, MessageGroup seen) {
    return new Operation<>(
        NAME, () -> list(settings, seen.id(), seen.members().stream().map(User::id).toList()));
  }

  private static Step<List<ReadPosition>> list(
      StoreSettings settings, String groupId, List<String> seen) {
    Validation.groupId(groupId);
    Set<String> members =
        new LinkedHashSet<>(
            seen.stream()
                .filter(id -> Ids.problemOfUser(id).isEmpty())
                .limit(Limits.MEMBERS)
                .toList());
    return new ListReadPositions(settings, groupId).list(members);
  }

  /** Certain before it refuses; only the head that was read tells who is a member. */
  private Step<List<ReadPosition>> list(Set<String> seen) {
    List<ItemKey> keys = new ArrayList<>();
    keys.add(ItemKey.head(groupId));
    seen.forEach(id -> keys.add(ItemKey.state(id, groupId)));
    return BatchGet.itemsMaybeStale(settings.requests(), keys)
        .then(
            items -> {
              Optional<MessageGroup> group =
                  Optional.ofNullable(items.get(ItemKey.head(groupId)))
                      .map(head -> Membership.readHead(settings, head));
              if (mayRead(group)) {
                return positions(group.orElseThrow(), seen, items);
              }
              if (settings.requests().consistentReads()) {
                throw Membership.noSuchGroup(settings, groupId);
              }
              return new ListReadPositions(settings.withConsistentReads(), groupId).list(seen);
            });
  }

  private boolean mayRead(Optional<MessageGroup> group) {
    return Membership.isUnchecked(settings)
        ? group.isPresent()
        : Membership.isMember(settings, group);
  }

  private Step<List<ReadPosition>> positions(
      MessageGroup group, Set<String> seen, Map<ItemKey, Map<String, AttributeValue>> items) {
    return BatchGet.itemsMaybeStale(settings.requests(), unseen(group, seen))
        .map(
            others -> {
              Map<ItemKey, Map<String, AttributeValue>> all = new HashMap<>(items);
              all.putAll(others);
              return group.members().stream()
                  .flatMap(
                      member -> Stream.ofNullable(all.get(ItemKey.state(member.id(), groupId))))
                  .flatMap(item -> position(item).stream())
                  .toList();
            });
  }

  private Collection<ItemKey> unseen(MessageGroup group, Set<String> seen) {
    return group.members().stream()
        .map(User::id)
        .filter(id -> !seen.contains(id))
        .map(id -> ItemKey.state(id, groupId))
        .filter(ItemKey::isPossible)
        .toList();
  }

  private Optional<ReadPosition> position(Map<String, AttributeValue> item) {
    try {
      var state = Schemas.read(Schemas.STATES, item);
      SortKey position = state.readUpTo();
      return position == null
          ? Optional.empty()
          : Optional.of(new ReadPosition(state.userId(), position));
    } catch (DamagedItemException e) {
      if (settings.requests().strictReads()) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
