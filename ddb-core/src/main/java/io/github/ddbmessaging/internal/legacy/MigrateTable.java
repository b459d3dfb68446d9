package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.legacy.MoveMessages.Moved;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.read.TablePage;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.upkeep.Problems;
import io.github.ddbmessaging.internal.upkeep.RemoveStray;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Brings what the original application left in a table to the layout of this library, a page of the
 * table at a time: first heads for its groups, then items one by one. Every write depends on what
 * it replaces being as it was seen, so that live traffic is not disturbed.
 */
public final class MigrateTable {
  private final StoreSettings settings;
  private final RequestSettings requests;
  private final Map<String, Old> groups = new LinkedHashMap<>();
  private final Problems problems = new Problems();

  private MigrateTable(StoreSettings settings) {
    this.settings = settings;
    this.requests = settings.consistentRequests();
  }

  /** Migrates one page of the table. */
  public static Operation<MigrationReport> onPage(StoreSettings settings, TableScan scan) {
    return Operation.inParts("migrate", () -> new MigrateTable(settings).run(scan, false));
  }

  /** Tells what there is to do on one page of the table, and does nothing. */
  public static Operation<MigrationReport> previewOfPage(StoreSettings settings, TableScan scan) {
    return Operation.inParts("previewMigration", () -> new MigrateTable(settings).run(scan, true));
  }

  private Step<MigrationReport> run(TableScan scan, boolean preview) {
    Validation.tableScan(scan);
    return TablePage.read(requests, scan)
        .then(
            page -> {
              page.items().forEach(item -> problems.collect(() -> sort(item)));
              return BatchGet.heads(requests, groups.keySet())
                  .then(
                      heads ->
                          preview
                              ? new Step.Done<>(preview(page, heads.keySet()))
                              : adopt(page, heads));
            });
  }

  private void sort(Map<String, AttributeValue> item) {
    if (ItemKey.of(item).kind() == ItemKind.MESSAGE) {
      Message message = Schemas.read(Schemas.MESSAGES, item);
      if (MoveMessage.isToMove(item)) {
        group(message.groupId()).messages().add(item);
        group(message.groupId()).users().add(message.sender().id());
      }
    } else if (ItemKey.of(item).kind() == ItemKind.ROW) {
      MessageGroupRow row = Schemas.read(Schemas.ROWS, item);
      if (KeyForm.isOld(row.sortKey())) {
        group(row.groupId()).rows().add(row);
        group(row.groupId()).users().addAll(OldGroup.usersOf(List.of(row)));
      }
    }
  }

  private Old group(String groupId) {
    return groups.computeIfAbsent(
        groupId, id -> new Old(new ArrayList<>(), new ArrayList<>(), new TreeSet<>()));
  }

  private MigrationReport preview(TablePage page, Set<String> withHead) {
    int without = (int) groups.keySet().stream().filter(id -> !withHead.contains(id)).count();
    return report(page, without, groups.values().stream().mapToInt(Old::oldKeys).sum());
  }

  private Step<MigrationReport> adopt(
      TablePage page, Map<String, Map<String, AttributeValue>> heads) {
    Map<String, Supplier<Step<GroupHead>>> adoptions = new LinkedHashMap<>();
    groups.forEach(
        (groupId, old) ->
            adoptions.put(groupId, () -> headOrAdopt(groupId, heads.get(groupId), old)));
    return Step.all(adoptions)
        .then(
            outcomes -> {
              problems.collect(outcomes, this::named);
              Map<String, GroupHead> found = new LinkedHashMap<>();
              outcomes.forEach(
                  (groupId, outcome) ->
                      outcome.value().ifPresent(head -> found.put(groupId, head)));
              // The others had a head, whether it can be understood or not.
              int adopted =
                  (int) found.keySet().stream().filter(id -> !heads.containsKey(id)).count();
              return move(page, found, adopted);
            });
  }

  private Step<GroupHead> headOrAdopt(
      String groupId, @Nullable Map<String, AttributeValue> head, Old old) {
    if (head == null && !old.rows().isEmpty()) {
      return AdoptGroup.ofRowsIn(requests, settings.legacy(), groupId, old.users())
          .map(adopted -> adopted.orElseThrow(() -> new GroupNotFoundException(groupId)));
    }
    return settings.legacy().headOrAdopt(requests, groupId, head, old::users);
  }

  /** A group of which nobody knows the members is named by what there is of it. */
  private MessagingException named(String groupId, MessagingException problem) {
    return problem instanceof GroupNotFoundException
        ? new GroupNotFoundException(groupId, group(groupId).anyItem())
        : problem;
  }

  private Step<MigrationReport> move(TablePage page, Map<String, GroupHead> heads, int adopted) {
    Map<ItemKey, Supplier<Step<Boolean>>> removals = new LinkedHashMap<>();
    Map<String, Supplier<Step<Moved>>> moves = new LinkedHashMap<>();
    MoveMessage move = new MoveMessage(requests, settings.legacy(), true);
    heads.forEach(
        (groupId, head) -> {
          Old old = group(groupId);
          old.rows()
              .forEach(
                  row ->
                      removals.put(
                          ItemKey.row(row.userId(), row.sortKey()), () -> remove(row, head)));
          moves.put(groupId, () -> MoveMessages.move(move, head, old.messages()));
        });
    return Step.all(removals)
        .then(
            removed -> {
              problems.collect(removed.values());
              return Step.all(moves);
            })
        .map(
            outcomes -> {
              problems.collect(outcomes.values());
              int messages = 0;
              for (Step.Outcome<Moved> outcome : outcomes.values()) {
                messages += outcome.value().map(Moved::messages).orElse(0);
                outcome.value().map(Moved::failures).orElse(List.of()).forEach(problems::add);
              }
              return report(page, adopted, messages);
            });
  }

  /** Of a user whom the head does not name, it may be all that is left to them. */
  private Step<Boolean> remove(MessageGroupRow row, GroupHead head) {
    if (head.group().findMember(row.userId()).isEmpty()) {
      throw new DamagedItemException(
          Keys.groupsPartition(row.userId()),
          row.sortKey().value(),
          "the user is no member of message group '" + row.groupId() + "'",
          "delete the row, or have rebuild delete it");
    }
    return RemoveStray.ifNotInPlace(requests, row, head);
  }

  private MigrationReport report(TablePage page, int adopted, int messages) {
    int rows = groups.values().stream().mapToInt(old -> old.rows().size()).sum();
    return new MigrationReport(
        page.items().size(), adopted, messages, rows, problems.all(), page.next());
  }

  /** What a page holds of a group in the original form, and whom that names. */
  private record Old(
      List<Map<String, AttributeValue>> messages, List<MessageGroupRow> rows, Set<String> users) {
    int oldKeys() {
      return (int) messages.stream().filter(MoveMessage::isOld).count();
    }

    String anyItem() {
      ItemKey key =
          messages.isEmpty()
              ? ItemKey.row(rows.get(0).userId(), rows.get(0).sortKey())
              : ItemKey.of(messages.get(0));
      return "pk='" + key.pk() + "', sk='" + key.sk() + "'";
    }
  }
}
