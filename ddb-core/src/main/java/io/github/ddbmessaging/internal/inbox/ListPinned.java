package io.github.ddbmessaging.internal.inbox;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.toMap;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lists the groups that a user has pinned, wherever they are in the list. */
public final class ListPinned {
  /** How often a row is looked for that moves between the reads. */
  private static final int MOST_LOOKS = 3;

  /** Acts for the user: other groups than theirs are left out. */
  private final StoreSettings settings;

  private final String userId;
  private final Instant now;

  private ListPinned(StoreSettings settings, String userId) {
    this.settings = settings.actingAs(userId);
    this.userId = userId;
    this.now = settings.requests().now();
  }

  public static Operation<List<InboxEntry>> ofUser(StoreSettings settings, String userId) {
    return new Operation<>(
        "listPinned",
        () -> {
          Validation.userId(userId);
          Membership.requireSelf(settings, userId, "list the pinned message groups of");
          return new ListPinned(settings, userId).list();
        });
  }

  private Step<List<InboxEntry>> list() {
    return States.ofUser(settings.requests(), userId)
        .then(
            states -> {
              Set<String> pinned =
                  new HashSet<>(
                      states.all().filter(GroupState::isPinned).map(GroupState::groupId).toList());
              return rows(settings, pinned, Map.of(), 1)
                  .then(
                      rows ->
                          new InboxEntries(settings, states, now).of(shown(rows.values(), states)));
            });
  }

  private static List<MessageGroupRow> shown(Collection<MessageGroupRow> rows, States states) {
    return rows.stream()
        .filter(row -> !states.of(row.groupId()).state().hides(row))
        .sorted(
            comparing(
                    (MessageGroupRow row) ->
                        Optional.ofNullable(states.of(row.groupId()).state().pinnedAt())
                            .orElse(Instant.MIN),
                    reverseOrder())
                .thenComparing(MessageGroupRow::groupId))
        .toList();
  }

  /** The rows of groups, by group. Those of a group that moves in between are read again. */
  private Step<Map<String, MessageGroupRow>> rows(
      StoreSettings reads, Set<String> groupIds, Map<String, MessageGroupRow> read, int look) {
    return BatchGet.itemsMaybeStale(reads.requests(), groupIds.stream().map(ItemKey::head).toList())
        .then(
            heads -> {
              List<MessageGroup> groups = ofUser(heads);
              Set<String> headless = new HashSet<>(groupIds);
              heads.keySet().forEach(key -> headless.remove(key.groupId()));
              return BatchGet.itemsMaybeStale(
                      reads.requests(), groups.stream().map(this::rowKey).toList())
                  .then(
                      items -> {
                        Map<String, MessageGroupRow> all = new HashMap<>(read);
                        items.values().stream()
                            .flatMap(
                                item -> readable(() -> Schemas.read(Schemas.ROWS, item)).stream())
                            .forEach(row -> all.put(row.groupId(), row));
                        Set<String> moved = new HashSet<>(headless);
                        groups.stream()
                            .filter(group -> !items.containsKey(rowKey(group)))
                            .forEach(group -> moved.add(group.id()));
                        return moved.isEmpty() || look == MOST_LOOKS
                            ? ofOldGroups(headless, all)
                            : rows(reads.withConsistentReads(), moved, all, look + 1);
                      });
            });
  }

  private ItemKey rowKey(MessageGroup group) {
    return ItemKey.row(userId, ItemKey.rowKey(group));
  }

  private List<MessageGroup> ofUser(Map<ItemKey, Map<String, AttributeValue>> heads) {
    return heads.values().stream()
        .flatMap(head -> readable(() -> Membership.readHead(settings, head)).stream())
        .filter(group -> Membership.isMember(settings, Optional.of(group)))
        .toList();
  }

  /** What can't be understood is left out, and so is what a stranger may not know of. */
  private <T> Optional<T> readable(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (NotAMemberException e) {
      return Optional.empty();
    } catch (DamagedItemException e) {
      if (settings.requests().strictReads()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Whoever has a row of a group without a head is a member, until it is adopted. */
  private Step<Map<String, MessageGroupRow>> ofOldGroups(
      Set<String> groupIds, Map<String, MessageGroupRow> read) {
    Map<String, Supplier<Step<List<MessageGroupRow>>>> parts = new LinkedHashMap<>();
    groupIds.forEach(
        id -> parts.put(id, () -> settings.legacy().rows(settings.requests(), id, userId)));
    return Step.all(parts)
        .map(
            found -> {
              Map<String, MessageGroupRow> all = new HashMap<>(read);
              List<MessageGroupRow> rows = new ArrayList<>();
              found.values().forEach(outcome -> rows.addAll(outcome.orThrow()));
              all.putAll(
                  rows.stream()
                      .collect(
                          toMap(
                              MessageGroupRow::groupId,
                              row -> row,
                              (one, other) ->
                                  one.sortKey().compareTo(other.sortKey()) > 0 ? one : other)));
              return all;
            });
  }
}
