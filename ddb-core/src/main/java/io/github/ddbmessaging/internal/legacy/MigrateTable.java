package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.Head;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.read.ReadHeads;
import io.github.ddbmessaging.internal.read.TablePage;
import io.github.ddbmessaging.internal.run.Failures;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.upkeep.RemoveStray;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.MigrationReport;
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
  private final Map<String, Old> groups = new LinkedHashMap<>();
  private final List<MessagingException> problems = new ArrayList<>();

  private MigrateTable(StoreSettings settings) {
    this.settings = settings.forEveryone().withConsistentReads();
  }

  /**
   * Migrates one page of the table.
   *
   * @param settings of the store
   * @param position where the page begins, or null for the beginning of the table
   * @param items most items to read
   * @return the operation
   */
  public static Step<MigrationReport> of(
      StoreSettings settings, @Nullable String position, int items) {
    return new MigrateTable(settings).run(position, items, false);
  }

  /**
   * Tells what there is to do on one page of the table, and does nothing.
   *
   * @param settings of the store
   * @param position where the page begins, or null for the beginning of the table
   * @param items most items to read
   * @return the operation
   */
  public static Step<MigrationReport> preview(
      StoreSettings settings, @Nullable String position, int items) {
    return new MigrateTable(settings).run(position, items, true);
  }

  private Step<MigrationReport> run(@Nullable String position, int items, boolean preview) {
    return TablePage.read(settings, position, items)
        .then(
            page -> {
              sort(page);
              return ReadHeads.of(settings, groups.keySet())
                  .then(
                      heads ->
                          preview
                              ? new Step.Done<>(preview(page, heads.keySet()))
                              : adopt(page, heads));
            });
  }

  private void sort(TablePage page) {
    for (Map<String, AttributeValue> item : page.items()) {
      try {
        if (TablePage.isMessage(item)) {
          Message message = Schemas.read(Schemas.MESSAGES, item);
          if (Items.isOld(message.sortKey())) {
            group(message.groupId()).messages().add(item);
            group(message.groupId()).users().add(message.sender().id());
          }
        } else if (TablePage.isRow(item)) {
          MessageGroupRow row = Schemas.read(Schemas.ROWS, item);
          if (Items.isOld(row.sortKey())) {
            group(row.groupId()).rows().add(row);
            group(row.groupId()).users().addAll(OldGroup.usersOf(List.of(row)));
          }
        }
      } catch (MessagingException e) {
        problems.add(e);
      }
    }
  }

  private Old group(String groupId) {
    return groups.computeIfAbsent(
        groupId, id -> new Old(new ArrayList<>(), new ArrayList<>(), new TreeSet<>()));
  }

  private MigrationReport preview(TablePage page, Set<String> withHead) {
    int without = (int) groups.keySet().stream().filter(id -> !withHead.contains(id)).count();
    return report(
        page, without, groups.values().stream().mapToInt(old -> old.messages().size()).sum());
  }

  private Step<MigrationReport> adopt(
      TablePage page, Map<String, Map<String, AttributeValue>> heads) {
    List<Supplier<Step<Head>>> adoptions = new ArrayList<>();
    groups.forEach(
        (groupId, old) ->
            adoptions.add(
                () -> AdoptGroup.head(settings, groupId, heads.get(groupId), old::users)));
    return new Step.Each<>(
        adoptions,
        outcomes -> {
          collectProblems(outcomes);
          return move(page, outcomes, adopted(heads.keySet(), outcomes));
        });
  }

  /** How many got a head now: the others had one, whether it can be understood or not. */
  private int adopted(Set<String> withHead, List<Step.Outcome<Head>> outcomes) {
    int adopted = 0;
    int next = 0;
    for (String groupId : groups.keySet()) {
      boolean there = outcomes.get(next++).value().isPresent();
      adopted += there && !withHead.contains(groupId) ? 1 : 0;
    }
    return adopted;
  }

  private Step<MigrationReport> move(TablePage page, List<Step.Outcome<Head>> heads, int adopted) {
    List<Supplier<Step<Boolean>>> moves = new ArrayList<>();
    int next = 0;
    for (Old old : groups.values()) {
      heads
          .get(next++)
          .value()
          .ifPresent(
              head -> {
                old.rows().forEach(row -> moves.add(() -> remove(row, head)));
                old.messages()
                    .forEach(
                        item ->
                            moves.add(
                                () ->
                                    MoveMessage.of(settings, head, item)
                                        .then(after -> new Step.Done<>(true))));
              });
    }
    return new Step.Each<>(
        moves,
        outcomes -> {
          collectProblems(outcomes);
          return new Step.Done<>(
              report(page, adopted, (int) outcomes.stream().filter(this::isMessageMoved).count()));
        });
  }

  private boolean isMessageMoved(Step.Outcome<Boolean> outcome) {
    return outcome.value().orElse(false);
  }

  /** Of a user whom the head does not name, it may be all that is left to them. */
  private Step<Boolean> remove(MessageGroupRow row, Head head) {
    if (head.group().findMember(row.userId()).isEmpty()) {
      throw new DamagedItemException(
          Keys.groupsPartition(row.userId()),
          row.sortKey().value(),
          "the user is no member of message group '" + row.groupId() + "'");
    }
    return RemoveStray.of(settings, row, head).then(removed -> new Step.Done<>(false));
  }

  private void collectProblems(List<? extends Step.Outcome<?>> outcomes) {
    outcomes.forEach(
        outcome ->
            outcome
                .failure()
                .map(failure -> Failures.unrecoverable("TransactWriteItems", failure, false))
                .ifPresent(problems::add));
  }

  private MigrationReport report(TablePage page, int adopted, int messages) {
    int rows = groups.values().stream().mapToInt(old -> old.rows().size()).sum();
    return new MigrationReport(page.items().size(), adopted, messages, rows, problems, page.next());
  }

  /** What a page holds of a group in the original form, and whom that names. */
  private record Old(
      List<Map<String, AttributeValue>> messages, List<MessageGroupRow> rows, Set<String> users) {}
}
