package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.DisplayText;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.Progress;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.CheckReport;
import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.Finding.Problem;
import io.github.ddbmessaging.model.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Holds a table to the library's promises. */
@Command(
    name = "check",
    description = {
      "Reads the whole table and tells each item that breaks a promise; changes nothing.",
      "Status 1 if anything is wrong. It reads about three times what a scan does."
    })
final class CheckCommand extends TableCommand {
  private static final int ITEMS_PER_PAGE = 500;
  private static final int KIND_COLUMNS = 7;

  private long items;
  private long groups;
  private long wrong;
  private long notAdopted;
  private long oldKeys;
  private long unknownItems;

  CheckCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    Progress progress = session.progress("items read");
    for (CheckReport report : session.admin().check(TableScan.withPageSize(ITEMS_PER_PAGE))) {
      add(report);
      progress.advance(report.itemsRead());
      for (Finding finding : report.findings()) {
        progress.close();
        session.printer().print(toEntry(finding));
      }
    }
    progress.close();
    session.printer().print(sum());
    return wrong == 0 ? 0 : 1;
  }

  private void add(CheckReport report) {
    items += report.itemsRead();
    groups += report.groups();
    oldKeys += report.oldKeys();
    unknownItems += report.unknownItems();
    for (Finding finding : report.findings()) {
      wrong += finding.problem().isWrong() ? 1 : 0;
      notAdopted += finding.problem() == Problem.NOT_ADOPTED ? 1 : 0;
    }
  }

  private Entry sum() {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("kind", "sum");
    fields.put("items", items);
    fields.put("groups", groups);
    fields.put("wrong", wrong);
    fields.put("not_adopted", notAdopted);
    fields.put("old_keys", oldKeys);
    fields.put("other_items", unknownItems);
    return Entry.sentence(summary(), fields);
  }

  private String summary() {
    return Views.count(items, "item")
        + ", "
        + Views.count(groups, "group")
        + ": "
        + (wrong == 0 ? "nothing" : Views.count(wrong, "thing"))
        + " wrong"
        + (notAdopted == 0 ? "" : "; " + Views.count(notAdopted, "group") + " not yet adopted")
        + (oldKeys == 0
            ? ""
            : "; " + Views.count(oldKeys, "key") + " of the old application, run 'ddb migrate'")
        + (unknownItems == 0 ? "" : "; " + Views.count(unknownItems, "item") + " of other kinds");
  }

  private static Entry toEntry(Finding finding) {
    String kind = finding.problem().isWrong() ? "wrong" : "note";
    String problem =
        finding.problem().description()
            + finding.detail().map(detail -> " (" + detail + ")").orElse("");
    String remedy = remedy(finding.problem());
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("kind", kind);
    fields.put("pk", finding.partitionKey());
    fields.put("sk", finding.sortKey());
    fields.put("problem", problem);
    fields.put("remedy", remedy);
    return new Entry(
        layout -> {
          List<String> lines =
              new ArrayList<>(
                  layout.wrap(
                      DisplayText.column(kind, KIND_COLUMNS),
                      finding.partitionKey() + " " + finding.sortKey()));
          lines.addAll(layout.wrap(" ".repeat(KIND_COLUMNS), problem + ": " + remedy));
          return lines;
        },
        fields);
  }

  private static String remedy(Problem problem) {
    return switch (problem.remedy()) {
      case REBUILD -> "run 'ddb rebuild'";
      case PROJECT_OR_REBUILD ->
          "run 'ddb stream --drain', and if that does not help 'ddb rebuild'";
      case MIGRATE ->
          problem == Problem.NOT_ADOPTED
              ? "its next message adopts it, or run 'ddb migrate'"
              : "run 'ddb migrate'";
      case ADOPT -> "run 'ddb seed' again, or call adoptGroup of the library";
      case MEND_OR_DELETE_ITEM -> "mend the item or delete it";
      case NONE ->
          problem == Problem.HEAD_AHEAD
              ? "set the clocks of the senders right; nothing else helps"
              : "nothing to do";
      case REMOVE_GROUP_ATTRIBUTE -> "remove message_group_uuid";
    };
  }
}
