package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.internal.access.LegacyGroups;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.project.ProjectGroup;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.read.TablePage;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.UserReactions;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rewrites the rows of a table from its messages, a page of the table at a time. Every write
 * depends on the head of the group being as it was seen, so that live traffic is not disturbed.
 */
public final class RebuildRows {
  private final RequestSettings settings;
  private final LegacyGroups legacy;
  private final Problems problems = new Problems();

  private RebuildRows(StoreSettings settings) {
    this.settings = settings.consistentRequests();
    this.legacy = settings.legacy();
  }

  /** Rebuilds what one page of the table concerns. */
  public static Operation<RebuildReport> onPage(StoreSettings settings, TableScan scan) {
    return Operation.inParts(
        "rebuild",
        () -> {
          Validation.tableScan(scan);
          return TablePage.read(settings.requests(), scan)
              .then(page -> new RebuildRows(settings).rebuild(page));
        });
  }

  private Step<RebuildReport> rebuild(TablePage page) {
    Map<String, GroupHead> heads = new LinkedHashMap<>();
    List<MessageGroupRow> rows = new ArrayList<>();
    Map<String, List<Map<String, AttributeValue>>> unlogged = new LinkedHashMap<>();
    Map<ItemKey, Supplier<Step<Boolean>>> sweeps = new LinkedHashMap<>();
    for (Map<String, AttributeValue> item : page.items()) {
      problems.collect(
          () -> {
            if (ItemKey.of(item).kind() == ItemKind.HEAD) {
              heads.put(ItemKey.of(item).groupId(), Schemas.read(Schemas.HEADS, item));
            } else if (ItemKey.of(item).kind() == ItemKind.ROW) {
              rows.add(Schemas.read(Schemas.ROWS, item));
            } else if (ItemKey.of(item).kind() == ItemKind.REACTIONS) {
              UserReactions reactions = Schemas.read(Schemas.REACTIONS, item);
              sweeps.put(
                  ItemKey.of(item), () -> SweepReactions.ifMessageIsGone(settings, reactions));
            } else if (ItemKey.of(item).kind() == ItemKind.STATE) {
              GroupState state = Schemas.read(Schemas.STATES, item);
              sweeps.put(
                  ItemKey.of(item), () -> SweepStates.ifGroupIsGone(settings, legacy, state));
            } else if (ItemKey.of(item).kind() == ItemKind.MESSAGE
                && !MessageWrites.isLogged(item, Schemas.read(Schemas.MESSAGES, item))) {
              unlogged
                  .computeIfAbsent(ItemKey.of(item).groupId(), id -> new ArrayList<>())
                  .add(item);
            }
          });
    }
    // Only when all are shown is it settled where the rows of these groups belong.
    return BatchGet.heads(settings, unlogged.keySet())
        .then(headsOfUnlogged -> Step.all(logChanges(unlogged, headsOfUnlogged)))
        .then(
            logged -> {
              problems.collect(logged.values());
              return Step.all(sweeps);
            })
        .then(
            swept -> {
              problems.collect(swept.values());
              return Step.all(showNewest(heads));
            })
        .then(
            shown ->
                BatchGet.heads(settings, groupsOf(rows))
                    .then(headsOfRows -> Step.all(removals(rows, headsOfRows)))
                    .map(removed -> report(page, shown, removed)));
  }

  private Map<String, Supplier<Step<MessageGroup>>> showNewest(Map<String, GroupHead> heads) {
    Map<String, Supplier<Step<MessageGroup>>> parts = new LinkedHashMap<>();
    heads.forEach(
        (groupId, head) -> parts.put(groupId, () -> ProjectGroup.showNewest(settings, head)));
    return parts;
  }

  /** Streamed changes that no projector has seen. */
  private Map<String, Supplier<Step<MessageGroup>>> logChanges(
      Map<String, List<Map<String, AttributeValue>>> unlogged,
      Map<String, Map<String, AttributeValue>> heads) {
    Map<String, Supplier<Step<MessageGroup>>> parts = new LinkedHashMap<>();
    heads.forEach(
        (groupId, head) ->
            parts.put(
                groupId,
                () ->
                    ProjectGroup.logChanges(
                        settings,
                        Schemas.read(Schemas.HEADS, head),
                        unlogged.getOrDefault(groupId, List.of()))));
    return parts;
  }

  private static Set<String> groupsOf(List<MessageGroupRow> rows) {
    Set<String> groups = new LinkedHashSet<>();
    rows.forEach(row -> groups.add(row.groupId()));
    return groups;
  }

  private Map<ItemKey, Supplier<Step<Boolean>>> removals(
      List<MessageGroupRow> rows, Map<String, Map<String, AttributeValue>> heads) {
    Map<ItemKey, Supplier<Step<Boolean>>> parts = new LinkedHashMap<>();
    rows.forEach(
        row ->
            parts.put(
                ItemKey.row(row.userId(), row.sortKey()),
                () -> removeIfStray(row, heads.get(row.groupId()))));
    return parts;
  }

  private Step<Boolean> removeIfStray(
      MessageGroupRow row, @Nullable Map<String, AttributeValue> head) {
    return head == null
        ? new Step.Done<>(false)
        : RemoveStray.ifNotInPlace(settings, row, Schemas.read(Schemas.HEADS, head));
  }

  private RebuildReport report(
      TablePage page,
      Map<String, Step.Outcome<MessageGroup>> shown,
      Map<ItemKey, Step.Outcome<Boolean>> removed) {
    problems.collect(shown.values());
    problems.collect(removed.values());
    return new RebuildReport(
        page.items().size(),
        (int) shown.values().stream().filter(group -> group.value().isPresent()).count(),
        (int) removed.values().stream().filter(row -> row.value().orElse(false)).count(),
        problems.all(),
        page.next());
  }
}
