package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.campaign.Model.Group;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The same with groups of the original application, which still writes while they are adopted and
 * migrated.
 */
final class OldWorld extends World {
  private static final int MOST_GROUPS = 3;
  private static final int PAGE = 7;

  /** Migrations inside of migrations: so many at once, besides those of asynchronous stores. */
  private static final int DEEPEST = 3;

  /** As a table scatters them: messages of a group come before its rows, or after. */
  private static final Comparator<String> SCATTERED =
      Comparator.comparing((String pk) -> pk.hashCode() % 97)
          .thenComparing(Comparator.naturalOrder());

  private final OldModel judge;
  private final OldWriter writer;

  /** By process: where its migration goes on. */
  private final Map<Integer, @Nullable String> positions = new HashMap<>();

  private boolean beforeTheStream;
  private int depth;

  OldWorld(Settings settings, Counts counts) {
    super(settings, counts, OldModel::new, SCATTERED);
    this.judge = (OldModel) model;
    Table raw = new Table(settings.table(), new Client(database::execute), network.asyncClient());
    this.writer = new OldWriter(table, new OldApplication(raw));
  }

  @Override
  void written(List<Change> changes) {
    if (beforeTheStream) {
      model.written(changes, network.executing());
    } else {
      super.written(changes);
    }
  }

  @Override
  void take(Decision decision) {
    if (decision.action().weight > 0) {
      super.take(decision);
      return;
    }
    counts.tell(decision::toString);
    Choice how = new Choice(decision.how());
    switch (decision.action()) {
      case WRITE_AS_BEFORE -> writeAsBefore(decision.what(), how);
      case ADOPT -> adopt(decision.who(), decision.what(), how);
      default -> migrate(decision.who(), how);
    }
  }

  @Override
  void drain() {
    counts.tell(() -> "DRAIN");
    finish();
    workOff();
    // Messages may be met before the row that tells who is in their group: then once more.
    for (int again = 0; !wholeTable(OldWorld::migrate, null); again++) {
      unless(again == 0, "migration", "problems are left");
    }
    // A rebuild mends all. The stream does but for keys of several forms and rejected records.
    if (model.groups().stream().allMatch(OldWriter::isPlain) && !judge.hasLostRows()) {
      workOff();
    } else {
      rebuildAll();
    }
    model.drained();
    rebuildAll();
    workOff();
    model.drained();
    deliverAgain();
    model.drained();
  }

  private void rebuildAll() {
    unless(wholeTable(OldWorld::rebuild, null), "migration", "a rebuild has problems");
  }

  /** Works through the table without faults; comes to whether all could be done. */
  private boolean wholeTable(Page page, @Nullable String from) {
    List<PageDone> done = new ArrayList<>();
    run(
        "whole table",
        0,
        new Choice(0),
        null,
        store -> page.of(store, from),
        store -> CompletableFuture.failedFuture(new IllegalStateException()),
        end -> {
          unless(end.failure() == null, "8", "failed without reason: " + end.failure());
          end.value().problems().forEach(met -> model.checkReason(end.operation(), met));
          done.add(end.value());
        });
    PageDone first = done.get(0);
    boolean rest = first.next().isEmpty() || wholeTable(page, first.next().get());
    return rest && first.problems().isEmpty();
  }

  private static PageDone migrate(MessagingStore store, @Nullable String from) {
    MigrationReport report = store.migrate(from, PAGE);
    return new PageDone(report.problems(), report.next());
  }

  private static PageDone rebuild(MessagingStore store, @Nullable String from) {
    RebuildReport report = store.rebuildRows(from, PAGE);
    return new PageDone(report.problems(), report.next());
  }

  /** Does one page of the table. */
  private interface Page {
    PageDone of(MessagingStore store, @Nullable String from);
  }

  private record PageDone(List<MessagingException> problems, Optional<String> next) {}

  // -- The original application

  /** The original application has a group, with messages and rows of some time. */
  @Override
  void create(int who, int what, Choice how) {
    int number = model.groups().size();
    if (number == MOST_GROUPS) {
      writeAsBefore(what, how);
      return;
    }
    List<User> members = new ArrayList<>(USERS);
    for (int size = how.of(4) == 3 ? 3 : 2; members.size() > size; ) {
      members.remove(how.of(members.size()));
    }
    // Of three, each row shows one other, so that all are needed.
    User withoutRow = members.size() == 2 && how.of(3) == 2 ? how.from(members) : null;
    Group group = judge.begun("g" + number + how.of(20), members, withoutRow);
    beforeTheStream = how.of(2) == 1;
    int messages = 1 + how.of(5);
    Random random = new Random(how.of(1_000));
    for (int i = 1; i <= messages; i++) {
      write(group, random, i == messages || random.nextInt(3) == 0);
    }
    beforeTheStream = false;
    counts.add("group of the original application");
  }

  /** Its stream function is off, so a group with a head gets the message alone. */
  private void writeAsBefore(int what, Choice how) {
    if (model.groups().isEmpty()) {
      create(0, what, how);
      return;
    }
    Group group = pick(what);
    write(group, new Random(how.of(1_000)), group.newest == null && how.of(2) == 1);
  }

  private void write(Group group, Random random, boolean withRows) {
    writer.write(
        group,
        text(new Choice(random.nextInt(8))),
        now,
        random,
        member -> withRows && !judge.hasLostRow(group, member));
    counts.add("message of the original application");
  }

  @Override
  boolean isMixed(Group group) {
    return true;
  }

  @Override
  void change(int what, Choice how, boolean deletes) {
    if (model.groups().isEmpty()) {
      return;
    }
    Group group = pick(what);
    // Without messages and index, nothing leads to the rows of a group that has no head.
    if (!deletes || group.newest != null || messages(group).size() > 1) {
      super.change(what, how, deletes);
    }
  }

  // -- What brings its groups to the library

  private void adopt(int who, int what, Choice how) {
    if (model.groups().isEmpty()) {
      return;
    }
    Group group = pick(what);
    run(
        "adoptGroup",
        who,
        how,
        null,
        store -> store.adoptGroup(group.id, group.members),
        store -> store.adoptGroup(group.id, group.members),
        end -> {
          if (end.failure() != null) {
            model.checkReason(end.operation(), end.failure());
            return;
          }
          MessageGroup adopted = end.value();
          unless(adopted.members().equals(group.members), "7", "adopted with others: " + adopted);
          group.seen.add(adopted);
        });
  }

  private void migrate(int who, Choice how) {
    String from = positions.get(who % PROCESSES);
    if (how.of(2) == 0) {
      // One item has one part, which an asynchronous store may do.
      run(
          "migrate",
          who,
          how,
          null,
          store -> store.migrate(from, 1),
          store -> store.migrate(from, 1),
          end -> migrated(who, end));
      return;
    }
    int items = 1 + how.of(10);
    depth++;
    runAmongOthers(
        "migrate", who, how, store -> store.migrate(from, items), end -> migrated(who, end));
    depth--;
  }

  private void migrated(int who, Outcome<MigrationReport> end) {
    if (end.failure() != null) {
      model.checkReason(end.operation(), end.failure());
      return;
    }
    MigrationReport report = end.value();
    report.problems().forEach(problem -> model.checkReason(end.operation(), problem));
    counts.add("message migrated", report.messages());
    counts.add("problem of a migration", report.problems().size());
    positions.put(who % PROCESSES, report.next().orElse(null));
  }

  @Override
  void getInBetween(Choice how) {
    int kind = how.of(8);
    if (kind == 7 && depth < DEEPEST) {
      migrate(how.of(PROCESSES), how);
    } else if (kind == 6) {
      writeAsBefore(how.of(MOST_GROUPS), how);
    } else {
      super.getInBetween(how);
    }
  }
}
