package io.github.ddbmessaging.internal.inbox;

import static java.util.stream.Collectors.toMap;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.run.Step.Outcome;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.UnreadCount;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Counts the messages of groups that a user has not read. */
public final class CountUnread {
  private static final String NAME = "countUnread";
  private static final int CAP = 100;

  /** Acts for the user: who counts for another one has been refused before. */
  private final StoreSettings settings;

  private final String userId;
  private final int cap;

  private CountUnread(StoreSettings settings, String userId, int cap) {
    this.settings = settings.actingAs(userId);
    this.userId = userId;
    this.cap = cap;
  }

  public static Operation<UnreadCount> inGroup(
      StoreSettings settings, String userId, String groupId) {
    return new Operation<>(
        NAME,
        () ->
            count(settings, userId, List.of(Validation.groupId(groupId)), CAP)
                .map(counts -> counts.values().iterator().next().orThrow()));
  }

  /** Leaves out groups of which the user is no member, and those that can't be understood. */
  public static Operation<Map<String, UnreadCount>> inGroups(
      StoreSettings settings, String userId, Collection<String> groupIds, int cap) {
    return new Operation<>(
        NAME,
        () ->
            count(settings, userId, groupIds, cap)
                .map(
                    counts ->
                        counts.entrySet().stream()
                            .filter(count -> !isLeftOut(settings, count.getValue()))
                            .collect(
                                toMap(Map.Entry::getKey, count -> count.getValue().orThrow()))));
  }

  private static boolean isLeftOut(StoreSettings settings, Outcome<UnreadCount> count) {
    RuntimeException failure = count.failure().orElse(null);
    return failure instanceof NotAMemberException
        || (failure instanceof DamagedItemException && !settings.requests().strictReads());
  }

  private static Step<Map<String, Outcome<UnreadCount>>> count(
      StoreSettings settings, String userId, Collection<String> groupIds, int cap) {
    Validation.userId(userId);
    Validation.given(groupIds, "group ids");
    Set<String> groups = new LinkedHashSet<>(groupIds);
    groups.forEach(Validation::groupId);
    Validation.unreadCounts(groups.size(), cap);
    Membership.requireSelf(settings, userId, "count the unread messages of");
    return new CountUnread(settings, userId, cap).count(groups);
  }

  private Step<Map<String, Outcome<UnreadCount>>> count(Set<String> groupIds) {
    return BatchGet.itemsMaybeStale(
            settings.requests(), groupIds.stream().map(this::stateKey).toList())
        .then(
            items -> {
              Map<String, Supplier<Step<UnreadCount>>> parts = new LinkedHashMap<>();
              groupIds.forEach(
                  id ->
                      parts.put(
                          id,
                          () ->
                              count(
                                  id,
                                  Optional.ofNullable(items.get(stateKey(id)))
                                      .map(ReadState::read)
                                      .orElseGet(() -> ReadState.none(userId, id)))));
              return Step.all(parts);
            });
  }

  private ItemKey stateKey(String groupId) {
    return ItemKey.state(userId, groupId);
  }

  private Step<UnreadCount> count(String groupId, ReadState state) {
    UnreadMessages unread = new UnreadMessages(settings, state);
    return unread
        .newestWithHead(cap)
        .then(
            newest -> {
              Optional<MessageGroup> group = group(newest);
              return Membership.isMember(settings, group)
                  ? unread.count(newest, group.orElseThrow().accessOf(userId).visibleFrom(), cap)
                  : countConsistently(groupId, state);
            });
  }

  /** A stale replica may not have the group yet: makes sure, then counts as it is. */
  private Step<UnreadCount> countConsistently(String groupId, ReadState state) {
    StoreSettings consistent = settings.withConsistentReads();
    UnreadMessages unread = new UnreadMessages(consistent, state);
    return Membership.requireView(consistent, groupId)
        .then(
            view ->
                unread
                    .newestWithHead(cap)
                    .then(newest -> unread.count(newest, view.visible().from(), cap)));
  }

  private Optional<MessageGroup> group(QueryResponse newest) {
    List<Map<String, AttributeValue>> items = newest.items();
    return items.isEmpty() || ItemKey.of(items.get(0)).kind() != ItemKind.HEAD
        ? Optional.empty()
        : Optional.of(Membership.readHead(settings, items.get(0)));
  }
}
