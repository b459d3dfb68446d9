package io.github.ddbmessaging.internal.inbox;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
              return rows(settings, pinned, Map.of(), Set.of(), 1)
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

  /**
   * The rows of groups, by group. Those of a group that moves in between are read again.
   *
   * @param old groups that certainly have no head
   */
  private Step<Map<String, MessageGroupRow>> rows(
      StoreSettings reads,
      Set<String> groupIds,
      Map<String, MessageGroupRow> read,
      Set<String> old,
      int look) {
    return BatchGet.itemsMaybeStale(reads.requests(), groupIds.stream().map(ItemKey::head).toList())
        .then(
            heads -> {
              List<MessageGroup> groups = ofUser(heads);
              Set<String> withoutHead = new HashSet<>(old);
              Set<String> again = new HashSet<>();
              (reads.requests().consistentReads() ? withoutHead : again)
                  .addAll(without(heads, groupIds));
              return BatchGet.itemsMaybeStale(
                      reads.requests(), groups.stream().map(this::rowKey).toList())
                  .then(
                      items -> {
                        Map<String, MessageGroupRow> all = new HashMap<>(read);
                        items.values().stream()
                            .flatMap(item -> readableRow(item).stream())
                            .forEach(row -> all.put(row.groupId(), row));
                        groups.stream()
                            .filter(group -> !items.containsKey(rowKey(group)))
                            .forEach(group -> again.add(group.id()));
                        return again.isEmpty() || look == MOST_LOOKS
                            ? ofOldGroups(withoutHead, all)
                            : rows(reads.withConsistentReads(), again, all, withoutHead, look + 1);
                      });
            });
  }

  private static Set<String> without(
      Map<ItemKey, Map<String, AttributeValue>> heads, Set<String> groupIds) {
    Set<String> left = new HashSet<>(groupIds);
    heads.keySet().forEach(key -> left.remove(key.groupId()));
    return left;
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

  private Optional<MessageGroupRow> readableRow(Map<String, AttributeValue> item) {
    return readable(() -> Schemas.read(Schemas.ROWS, item));
  }

  /**
   * Whoever has a row of a group without a head is a member, until it is adopted. The original
   * application may have left several: of these the highest counts.
   */
  private Step<Map<String, MessageGroupRow>> ofOldGroups(
      Set<String> groupIds, Map<String, MessageGroupRow> read) {
    return groupIds.isEmpty()
        ? new Step.Done<>(read)
        : QueryRange.ofRows(userId)
            .all(settings.consistentRequests())
            .map(
                items -> {
                  Map<String, MessageGroupRow> all = new HashMap<>(read);
                  items.stream()
                      .filter(item -> groupIds.contains(groupId(item)))
                      .flatMap(item -> readableRow(item).stream())
                      .forEach(row -> all.put(row.groupId(), row));
                  return all;
                });
  }

  private static String groupId(Map<String, AttributeValue> item) {
    AttributeValue id = item.get(Attributes.GROUP_ID);
    return id == null || id.s() == null ? "" : id.s();
  }
}
