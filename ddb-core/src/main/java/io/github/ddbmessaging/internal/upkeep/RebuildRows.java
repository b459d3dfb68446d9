package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.Head;
import io.github.ddbmessaging.internal.project.ProjectGroup;
import io.github.ddbmessaging.internal.read.ReadHeads;
import io.github.ddbmessaging.internal.read.TablePage;
import io.github.ddbmessaging.internal.run.Failures;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes the rows of a table anew from its messages, a page of the table at a time. Every write
 * depends on the head of the group being as it was seen, so that live traffic is not disturbed.
 */
public final class RebuildRows {
  private final StoreSettings settings;
  private final List<MessagingException> problems = new ArrayList<>();

  private RebuildRows(StoreSettings settings) {
    this.settings = settings.withConsistentReads();
  }

  /**
   * Rebuilds what one page of the table concerns.
   *
   * @param settings of the store
   * @param position where the page begins, or null for the beginning of the table
   * @param items most items to read
   * @return the operation
   */
  public static Step<RebuildReport> of(
      StoreSettings settings, @Nullable String position, int items) {
    return TablePage.read(settings, position, items)
        .then(page -> new RebuildRows(settings).rebuild(page));
  }

  private Step<RebuildReport> rebuild(TablePage page) {
    List<Head> heads = new ArrayList<>();
    List<MessageGroupRow> rows = new ArrayList<>();
    for (Map<String, AttributeValue> item : page.items()) {
      try {
        if (TablePage.isHead(item)) {
          heads.add(Head.of(item));
        } else if (TablePage.isRow(item)) {
          rows.add(Schemas.read(Schemas.ROWS, item));
        }
      } catch (MessagingException e) {
        problems.add(e);
      }
    }
    Set<String> groupsOfRows = new LinkedHashSet<>();
    rows.forEach(row -> groupsOfRows.add(row.groupId()));
    List<Supplier<Step<Change>>> shows = new ArrayList<>();
    heads.forEach(
        head ->
            shows.add(
                () ->
                    ProjectGroup.showNewest(settings, head)
                        .then(group -> new Step.Done<>(Change.GROUP_SHOWN))));
    // Only then is it settled where the rows of these groups belong.
    return new Step.Each<>(
        shows,
        shown ->
            ReadHeads.of(settings, groupsOfRows)
                .then(headsOfRows -> removeStrays(page, rows, headsOfRows, shown)));
  }

  private Step<RebuildReport> removeStrays(
      TablePage page,
      List<MessageGroupRow> rows,
      Map<String, Map<String, AttributeValue>> heads,
      List<Step.Outcome<Change>> shown) {
    List<Supplier<Step<Change>>> removals = new ArrayList<>();
    rows.forEach(row -> removals.add(() -> removeIfStray(row, heads.get(row.groupId()))));
    return new Step.Each<>(
        removals,
        removed -> {
          List<Step.Outcome<Change>> all = new ArrayList<>(shown);
          all.addAll(removed);
          return new Step.Done<>(report(page, all));
        });
  }

  private Step<Change> removeIfStray(
      MessageGroupRow row, @Nullable Map<String, AttributeValue> head) {
    return head == null
        ? new Step.Done<>(Change.NONE)
        : RemoveStray.of(settings, row, Head.of(head))
            .then(removed -> new Step.Done<>(removed ? Change.ROW_REMOVED : Change.NONE));
  }

  private RebuildReport report(TablePage page, List<Step.Outcome<Change>> outcomes) {
    int groups = 0;
    int removed = 0;
    for (Step.Outcome<Change> outcome : outcomes) {
      groups += outcome.value().filter(Change.GROUP_SHOWN::equals).isPresent() ? 1 : 0;
      removed += outcome.value().filter(Change.ROW_REMOVED::equals).isPresent() ? 1 : 0;
      outcome
          .failure()
          .map(failure -> Failures.unrecoverable("TransactWriteItems", failure, false))
          .ifPresent(problems::add);
    }
    return new RebuildReport(page.items().size(), groups, removed, problems, page.next());
  }

  /** What became of a part of the page. */
  private enum Change {
    NONE,
    GROUP_SHOWN,
    ROW_REMOVED
  }
}
