package io.github.ddbmessaging.internal.upkeep;

import static io.github.ddbmessaging.model.Finding.Problem.DAMAGED;
import static io.github.ddbmessaging.model.Finding.Problem.HEAD_INDEXED;
import static io.github.ddbmessaging.model.Finding.Problem.OUT_OF_ORDER;

import io.github.ddbmessaging.internal.access.Ids;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.read.Listing;
import io.github.ddbmessaging.internal.read.TablePage;
import io.github.ddbmessaging.internal.run.ClientFailure;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.model.CheckReport;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
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
 * Holds a page of the table to the promises: tells what each item shows by itself, and what needs
 * further looks.
 */
public final class CheckTable {
  private final StoreSettings settings;
  private final TablePage page;
  private final CheckLooks look;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<ItemKey, Supplier<Step<List<Finding>>>> looks = new LinkedHashMap<>();
  private int groups;
  private int oldKeys;
  private int unknownItems;

  /** The item before the one that is checked. */
  private @Nullable ItemKey before;

  /** The last partition of which it was said that it is out of order. */
  private @Nullable String outOfOrder;

  private CheckTable(StoreSettings settings, TablePage page, TableScan scan) {
    this.settings = settings;
    this.page = page;
    this.look = new CheckLooks(settings);
    this.before = TablePage.lastKey(scan).orElse(null);
    this.outOfOrder = before != null && TablePage.isMarked(scan) ? before.pk() : null;
  }

  /** Checks one page of the table. */
  public static Operation<CheckReport> onPage(StoreSettings settings, TableScan scan) {
    return Operation.inParts(
        "check",
        () -> {
          Validation.tableScan(scan);
          return TablePage.read(settings.requests(), scan)
              .then(page -> new CheckTable(settings, page, scan).check());
        });
  }

  private Step<CheckReport> check() {
    return BatchGet.heads(settings.consistentRequests(), groupsOfPage())
        .then(
            heads -> {
              for (Map<String, AttributeValue> item : page.items()) {
                ItemKey key = ItemKey.of(item);
                check(key, item, heads);
                before = key;
              }
              return Step.all(looks);
            })
        .map(this::report);
  }

  private CheckReport report(Map<ItemKey, Step.Outcome<List<Finding>>> outcomes) {
    outcomes.forEach(
        (key, outcome) -> {
          outcome.failure().ifPresent(failure -> addFailure(key, failure));
          outcome.value().ifPresent(findings::addAll);
        });
    boolean told = before != null && before.pk().equals(outOfOrder);
    return new CheckReport(
        page.items().size(),
        groups,
        oldKeys,
        unknownItems,
        findings,
        page.next().map(next -> told ? TablePage.mark(next) : next));
  }

  /** What can't be looked up says so, and does not end the check. */
  private void addFailure(ItemKey key, RuntimeException failure) {
    if (failure instanceof InvalidInputException) {
      addDamage(key, String.valueOf(failure.getMessage()));
    } else if (isRefusedForGood(failure)) {
      addDamage(key, "DynamoDB refuses to look up what it names");
    } else if (!(failure instanceof DamagedItemException)) {
      // A damaged item is reported when the scan reads it.
      throw failure;
    }
  }

  private static boolean isRefusedForGood(RuntimeException failure) {
    return failure instanceof DynamoDbFailureException
        && failure.getCause() instanceof RuntimeException cause
        && new ClientFailure(cause).isInvalidRequest();
  }

  /** The groups whose heads tell about the items of the page. */
  private Set<String> groupsOfPage() {
    Set<String> ids = new LinkedHashSet<>();
    for (Map<String, AttributeValue> item : page.items()) {
      ItemKey key = ItemKey.of(item);
      if (key.kind() == ItemKind.MESSAGE) {
        ids.add(key.groupId());
      } else if (key.kind() == ItemKind.ROW) {
        AttributeValue group = item.get(Attributes.GROUP_ID);
        if (group != null && group.s() != null && ItemKey.head(group.s()).isPossible()) {
          ids.add(group.s());
        }
      } else if (key.kind() == ItemKind.STATE && Ids.problemOfGroup(key.groupOfState()).isEmpty()) {
        ids.add(key.groupOfState());
      }
    }
    return ids;
  }

  private void check(
      ItemKey key,
      Map<String, AttributeValue> item,
      Map<String, Map<String, AttributeValue>> heads) {
    Optional<String> badId = badId(key);
    if (badId.isPresent()) {
      if (isFirstOfPartition(key)) {
        addDamage(key, Ids.withAdvice(badId.get()));
      }
      return;
    }
    try {
      switch (key.kind()) {
        case MESSAGE -> checkMessage(key, item, heads.containsKey(key.groupId()));
        case HEAD -> checkHead(key, item);
        case MARKER -> {
          SortKey marked = Schemas.read(Schemas.MARKERS, item).message();
          looks.put(key, () -> look.atMarker(key, marked));
        }
        case LOG_ENTRY -> Schemas.read(Schemas.LOG, item);
        case REACTIONS -> {
          SortKey message = Schemas.read(Schemas.REACTIONS, item).message();
          looks.put(key, () -> look.atReactions(key, message));
        }
        case ROW -> checkRow(key, Schemas.read(Schemas.ROWS, item), heads);
        case FORMER_MEMBERSHIP -> Schemas.read(Schemas.FORMER, item);
        case STATE -> checkState(key, Schemas.read(Schemas.STATES, item), heads);
        case CHECKPOINT -> {}
        case UNKNOWN -> unknownItems++;
      }
    } catch (DamagedItemException e) {
      // A damaged head is reported when the scan reads it, not with each of its rows.
      if (new ItemKey(e.partitionKey(), e.sortKey()).equals(key)) {
        addDamage(key, e.problem());
      }
    }
  }

  /** What is wrong with the id of the partition, if a store would refuse it. */
  private static Optional<String> badId(ItemKey key) {
    return switch (key.kind()) {
      case MESSAGE, HEAD, MARKER, LOG_ENTRY, REACTIONS -> Ids.problemOfGroup(key.groupId());
      case ROW, FORMER_MEMBERSHIP, STATE ->
          Ids.problemOfUser(key.pk().substring(Keys.GROUPS_PREFIX.length()));
      default -> Optional.empty();
    };
  }

  /** Below the first item with a time there may be items of other programs. */
  private boolean isFirstOfPartition(ItemKey key) {
    return before == null
        || !before.pk().equals(key.pk())
        || before.sk().compareTo(Listing.LOWEST_TIME) < 0;
  }

  /** One whose key is no time does not tell who has written the group. */
  private boolean isFirstMessage(ItemKey key) {
    return isFirstOfPartition(key) || (before != null && !SortKey.isOne(before.sk()));
  }

  private void checkMessage(ItemKey key, Map<String, AttributeValue> item, boolean hasHead) {
    if (!hasHead && SortKey.isOne(key.sk()) && isFirstMessage(key)) {
      looks.put(ItemKey.head(key.groupId()), () -> look.atHeadless(key));
    }
    Message message = Schemas.read(Schemas.MESSAGES, item);
    oldKeys += KeyForm.isOld(message.sortKey()) ? 1 : 0;
    if (!MessageWrites.isLogged(item, message)) {
      looks.put(key, () -> look.atUnlogged(key));
    }
    if (isOutOfOrder(key, message.sortKey()) && !key.pk().equals(outOfOrder)) {
      outOfOrder = key.pk();
      findings.add(CheckLooks.finding(OUT_OF_ORDER, key));
    }
  }

  private boolean isOutOfOrder(ItemKey key, SortKey sortKey) {
    return before != null
        && before.pk().equals(key.pk())
        && SortKey.isOne(before.sk())
        && settings
            .legacy()
            .timeOf(sortKey)
            .isBefore(settings.legacy().timeOf(new SortKey(before.sk())));
  }

  private void checkHead(ItemKey key, Map<String, AttributeValue> item) {
    groups++;
    if (item.containsKey(Attributes.GROUP_ID)) {
      findings.add(CheckLooks.finding(HEAD_INDEXED, key));
    }
    MessageGroup group = Schemas.read(Schemas.HEADS, item).group();
    group.members().stream()
        .map(User::id)
        .flatMap(id -> Ids.problemOfUser(id).stream())
        .findFirst()
        .ifPresent(problem -> addDamage(key, Ids.withAdvice(problem)));
    looks.put(key, () -> look.atGroup(key.groupId()));
  }

  private void checkRow(
      ItemKey key, MessageGroupRow row, Map<String, Map<String, AttributeValue>> heads) {
    Optional<String> badGroup = Ids.problemOfGroup(row.groupId());
    if (badGroup.isPresent()) {
      addDamage(key, Ids.withAdvice(badGroup.get()));
      return;
    }
    oldKeys += KeyForm.isOld(row.sortKey()) ? 1 : 0;
    Map<String, AttributeValue> head = heads.get(row.groupId());
    if (head == null) {
      looks.put(key, () -> look.atRowOfHeadless(key, row));
    } else if (!MemberRows.isInPlace(row, Schemas.read(Schemas.HEADS, head).group())) {
      looks.put(key, () -> look.atStray(key, row));
    }
  }

  private void checkState(
      ItemKey key, GroupState state, Map<String, Map<String, AttributeValue>> heads) {
    Optional<String> badGroup = Ids.problemOfGroup(state.groupId());
    if (badGroup.isPresent()) {
      addDamage(key, Ids.withAdvice(badGroup.get()));
    } else if (!heads.containsKey(state.groupId())) {
      looks.put(key, () -> look.atState(key, state));
    }
  }

  private void addDamage(ItemKey key, String problem) {
    findings.add(new Finding(DAMAGED, key.pk(), key.sk(), Optional.of(problem)));
  }
}
