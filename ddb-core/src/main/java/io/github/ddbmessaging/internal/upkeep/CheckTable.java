package io.github.ddbmessaging.internal.upkeep;

import static io.github.ddbmessaging.model.Finding.Problem.DAMAGED;
import static io.github.ddbmessaging.model.Finding.Problem.HEAD_AHEAD;
import static io.github.ddbmessaging.model.Finding.Problem.HEAD_INDEXED;
import static io.github.ddbmessaging.model.Finding.Problem.HEAD_MISSING;
import static io.github.ddbmessaging.model.Finding.Problem.MARKER_OF_NO_MESSAGE;
import static io.github.ddbmessaging.model.Finding.Problem.NOT_ADOPTED;
import static io.github.ddbmessaging.model.Finding.Problem.ROWS_NOT_ADOPTED;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_LEFT_BEHIND;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_OF_NO_GROUP;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_OF_NO_MEMBER;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.read.TablePage;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.CheckReport;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Holds a page of the table to the promises. What looks wrong is read again, until two looks in a
 * row agree, so that traffic going on meanwhile is not taken for damage. A group that moves between
 * all looks is not reported.
 */
public final class CheckTable {
  private static final int MOST_LOOKS = 5;
  private static final Duration MOST_AHEAD = Duration.ofDays(1);

  private final StoreSettings settings;
  private final RequestSettings consistent;
  private final TablePage page;
  private final List<Finding> damaged = new ArrayList<>();
  private final Map<ItemKey, Supplier<Step<List<Finding>>>> looks = new LinkedHashMap<>();
  private int groups;
  private int oldKeys;
  private int unknownItems;

  private CheckTable(StoreSettings settings, TablePage page) {
    this.settings = settings.withConsistentReads();
    this.consistent = settings.consistentRequests();
    this.page = page;
  }

  /** Checks one page of the table. */
  public static Operation<CheckReport> onPage(StoreSettings settings, TableScan scan) {
    return Operation.inParts(
        "check",
        () -> {
          Validation.tableScan(scan);
          return TablePage.read(settings.requests(), scan)
              .then(page -> new CheckTable(settings, page).check(TablePage.lastKey(scan)));
        });
  }

  private Step<CheckReport> check(Optional<ItemKey> before) {
    return BatchGet.heads(consistent, groupsOfPage())
        .then(
            heads -> {
              String partition = before.map(ItemKey::pk).orElse("");
              for (Map<String, AttributeValue> item : page.items()) {
                ItemKey key = ItemKey.of(item);
                check(key, item, heads, !key.pk().equals(partition));
                partition = key.pk();
              }
              return Step.all(looks);
            })
        .map(this::report);
  }

  private CheckReport report(Map<ItemKey, Step.Outcome<List<Finding>>> outcomes) {
    List<Finding> findings = new ArrayList<>(damaged);
    for (Step.Outcome<List<Finding>> outcome : outcomes.values()) {
      outcome.failure().filter(failure -> !isDamage(failure)).ifPresent(CheckTable::rethrow);
      outcome.value().ifPresent(findings::addAll);
    }
    return new CheckReport(
        page.items().size(), groups, oldKeys, unknownItems, findings, page.next());
  }

  /** A damaged item is reported when the scan reads it. */
  private static boolean isDamage(RuntimeException failure) {
    return failure instanceof DamagedItemException;
  }

  private static void rethrow(RuntimeException failure) {
    throw failure;
  }

  /** The groups whose heads tell about the items of the page. */
  private Set<String> groupsOfPage() {
    Set<String> ids = new LinkedHashSet<>();
    for (Map<String, AttributeValue> item : page.items()) {
      ItemKey key = ItemKey.of(item);
      switch (key.kind()) {
        case MESSAGE -> ids.add(key.groupId());
        case ROW -> {
          AttributeValue group = item.get(Attributes.GROUP_ID);
          if (group != null && group.s() != null && !group.s().isEmpty()) {
            ids.add(group.s());
          }
        }
        default -> {}
      }
    }
    return ids;
  }

  private void check(
      ItemKey key,
      Map<String, AttributeValue> item,
      Map<String, Map<String, AttributeValue>> heads,
      boolean isFirstOfPartition) {
    try {
      switch (key.kind()) {
        case MESSAGE -> {
          if (isFirstOfPartition && !heads.containsKey(key.groupId())) {
            looks.put(ItemKey.head(key.groupId()), () -> lookAtHeadless(key));
          }
          oldKeys += KeyForm.isOld(Schemas.read(Schemas.MESSAGES, item).sortKey()) ? 1 : 0;
        }
        case HEAD -> checkHead(key, item);
        case MARKER -> {
          SortKey marked = Schemas.read(Schemas.MARKERS, item).message();
          looks.put(key, () -> again(() -> lookAtMarker(key, marked).map(Look::new)));
        }
        case ROW -> {
          MessageGroupRow row = Schemas.read(Schemas.ROWS, item);
          oldKeys += KeyForm.isOld(row.sortKey()) ? 1 : 0;
          checkRow(key, row, heads.get(row.groupId()));
        }
        case CHECKPOINT -> {}
        case UNKNOWN -> unknownItems++;
      }
    } catch (DamagedItemException e) {
      // A damaged head is reported when the scan reads it, not with each of its rows.
      if (new ItemKey(e.partitionKey(), e.sortKey()).equals(key)) {
        damaged.add(new Finding(DAMAGED, key.pk(), key.sk(), Optional.of(e.problem())));
      }
    }
  }

  private void checkHead(ItemKey key, Map<String, AttributeValue> item) {
    groups++;
    if (item.containsKey(Attributes.GROUP_ID)) {
      damaged.add(finding(HEAD_INDEXED, key));
    }
    Instant newest = Schemas.read(Schemas.HEADS, item).group().newest().instant();
    if (newest.isAfter(settings.messages().clock().instant().plus(MOST_AHEAD))) {
      damaged.add(finding(HEAD_AHEAD, key));
    }
    looks.put(key, () -> again(() -> lookAtGroup(key.groupId())));
  }

  private void checkRow(
      ItemKey key, MessageGroupRow row, @Nullable Map<String, AttributeValue> head) {
    if (head == null) {
      looks.put(key, () -> again(() -> lookAtRowOfHeadless(key, row).map(Look::new)));
    } else if (!MemberRows.isInPlace(row, Schemas.read(Schemas.HEADS, head).group())) {
      looks.put(key, () -> again(() -> lookAtStray(key, row).map(Look::new)));
    }
  }

  private Step<List<Finding>> lookAtHeadless(ItemKey first) {
    return GetItems.item(consistent, ItemKey.head(first.groupId()))
        .map(
            head ->
                head.isPresent()
                    ? List.of()
                    : List.of(
                        finding(
                            KeyForm.isOld(new SortKey(first.sk())) ? NOT_ADOPTED : HEAD_MISSING,
                            ItemKey.head(first.groupId()))));
  }

  private Step<Look> lookAtGroup(String groupId) {
    return GetItems.head(consistent, groupId)
        .then(
            head ->
                head.isPresent()
                    ? findings(head.get().group())
                        .map(findings -> new Look(head.get().group(), findings))
                    : new Step.Done<>(new Look(List.of())));
  }

  private Step<List<Finding>> findings(MessageGroup group) {
    return ReadPage.newestMessage(consistent, group.id())
        .then(
            newest ->
                BatchGet.items(consistent, CheckGroup.rowKeys(group))
                    .map(rows -> CheckGroup.findings(group, newest, rows)));
  }

  private Step<List<Finding>> lookAtMarker(ItemKey key, SortKey marked) {
    return BatchGet.items(consistent, List.of(key, ItemKey.message(key.groupId(), marked)))
        .map(
            found ->
                found.size() == 1 && found.containsKey(key)
                    ? List.of(finding(MARKER_OF_NO_MESSAGE, key))
                    : List.of());
  }

  private Step<List<Finding>> lookAtStray(ItemKey key, MessageGroupRow row) {
    ItemKey headKey = ItemKey.head(row.groupId());
    return BatchGet.items(consistent, List.of(key, headKey))
        .map(
            found -> {
              Optional<MessageGroup> group =
                  Optional.ofNullable(found.get(headKey))
                      .map(head -> Schemas.read(Schemas.HEADS, head))
                      .map(GroupHead::group);
              if (!found.containsKey(key)
                  || group.filter(now -> MemberRows.isInPlace(row, now)).isPresent()) {
                return List.of();
              }
              boolean member = group.flatMap(now -> now.findMember(row.userId())).isPresent();
              return List.of(finding(member ? ROW_LEFT_BEHIND : ROW_OF_NO_MEMBER, key));
            });
  }

  private Step<List<Finding>> lookAtRowOfHeadless(ItemKey key, MessageGroupRow row) {
    return GetItems.item(consistent, ItemKey.head(row.groupId()))
        .then(head -> head.isPresent() ? lookAtStray(key, row) : lookAtRowsWithoutHead(key, row));
  }

  private Step<List<Finding>> lookAtRowsWithoutHead(ItemKey key, MessageGroupRow row) {
    return settings
        .legacy()
        .rows(consistent, row.groupId(), row.userId())
        .then(
            rows -> {
              if (!rows.contains(row)) {
                return new Step.Done<>(List.<Finding>of());
              }
              return rows.get(0).equals(row)
                  ? lookForMessages(key, row)
                  : new Step.Done<>(List.of(finding(ROWS_NOT_ADOPTED, key)));
            });
  }

  private Step<List<Finding>> lookForMessages(ItemKey key, MessageGroupRow row) {
    return ReadPage.hasMessages(consistent, row.groupId())
        .map(there -> there ? List.of() : List.of(finding(ROW_OF_NO_GROUP, key)));
  }

  private Step<List<Finding>> again(Supplier<Step<Look>> look) {
    return look.get().then(seen -> again(look, seen, 1));
  }

  private Step<List<Finding>> again(Supplier<Step<Look>> look, Look seen, int looks) {
    if (seen.findings().isEmpty() || looks == MOST_LOOKS) {
      return new Step.Done<>(List.of());
    }
    return look.get()
        .then(
            now ->
                now.equals(seen) ? new Step.Done<>(now.findings()) : again(look, now, looks + 1));
  }

  /** What a look found, and the group as it was then, if it was at one. */
  private record Look(@Nullable MessageGroup group, List<Finding> findings) {
    Look(List<Finding> findings) {
      this(null, findings);
    }
  }

  private static Finding finding(Finding.Problem problem, ItemKey key) {
    return new Finding(problem, key.pk(), key.sk(), Optional.empty());
  }
}
