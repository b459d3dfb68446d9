package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.TableScan;
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
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run among groups of the original application, which still writes while they are adopted and
 * migrated.
 */
final class OldGroups extends Simulation {
  private static final int MOST_GROUPS = 3;
  private static final int PAGE = 7;

  /** Migrations inside of migrations: so many at once, besides those of asynchronous admins. */
  private static final int DEEPEST = 3;

  /** As a table scatters them: messages of a group come before its rows, or after. */
  private static final Comparator<String> SCATTERED =
      Comparator.comparing((String pk) -> pk.hashCode() % 97)
          .thenComparing(Comparator.naturalOrder());

  private final OldModel judge;
  private final OldWriter writer;
  private final Members members;
  private final Devices devices;
  private final Histories histories;

  /** By node: where its migration continues. */
  private final Map<Integer, @Nullable String> positions = new HashMap<>();

  private int depth;

  OldGroups(Cluster.Settings settings, Counts counts) {
    super(new Cluster(settings, counts, OldModel::new, SCATTERED));
    this.judge = (OldModel) model;
    Table raw =
        new Table(
            Cluster.TABLE, Clients.sync(cluster.database::execute), cluster.network.asyncClient());
    this.writer = new OldWriter(cluster.table, new OldApplication(raw));
    this.members = new Members(cluster);
    this.devices = new Devices(cluster);
    this.histories = new Histories(cluster);
  }

  @Override
  void takeOwn(Action action, Choice how) {
    switch (action) {
      case WRITE_AS_BEFORE -> writeAsBefore(how);
      case ADOPT -> adopt(how);
      case MIGRATE -> migrate(how);
      case MEMBERS -> ifThere(how, group -> members.change(how));
      case RENAME_USER -> members.renameUser(how);
      case MARK -> ifAdopted(how, group -> devices.change(how));
      case SHOW -> ifAdopted(how, group -> devices.show(how));
      default -> throw new IllegalArgumentException("There is no " + action + " here");
    }
  }

  private void ifThere(Choice how, Consumer<Group> then) {
    if (!model.groups().isEmpty()) {
      then.accept(model.pick(how.what));
    }
  }

  private void ifAdopted(Choice how, Consumer<Group> then) {
    ifThere(
        how,
        group -> {
          if (group.newest != null) {
            then.accept(group);
          }
        });
  }

  // -- The original application

  /** The original application has a group, with messages and rows of some time. */
  @Override
  void create(Choice how) {
    int number = model.groups().size();
    if (number == MOST_GROUPS) {
      writeAsBefore(how);
      return;
    }
    List<User> members = new ArrayList<>(Cluster.USERS);
    for (int size = how.oneIn(2) ? 3 : 2; members.size() > size; ) {
      members.remove(how.of(members.size()));
    }
    // Of three, each row shows one other, so that all are needed.
    User withoutRow = members.size() == 2 && how.oneIn(3) ? how.from(members) : null;
    Group group = judge.begun("g" + number + how.of(20), members, withoutRow);
    cluster.stream.enabled = how.of(2) == 0;
    int messages = 1 + how.of(5);
    Random random = new Random(how.of(1_000));
    for (int i = 1; i <= messages; i++) {
      write(group, random, i == messages || random.nextInt(3) == 0);
    }
    cluster.stream.enabled = true;
    cluster.counts.add("group of the original application");
  }

  /** Its stream function is off, so a group with a head gets the message alone. */
  private void writeAsBefore(Choice how) {
    if (model.groups().isEmpty()) {
      create(how);
      return;
    }
    Group group = model.pick(how.what);
    write(group, new Random(how.of(1_000)), group.newest == null && how.oneIn(2));
  }

  private void write(Group group, Random random, boolean withRows) {
    writer.write(
        group,
        cluster.text(new Choice(0, 0, random.nextInt(8))),
        cluster.now(),
        random,
        member -> withRows && !judge.hasLostRow(group, member));
    cluster.counts.add("message of the original application");
  }

  @Override
  void getInBetween(Choice how) {
    int kind = how.of(8);
    if (kind == 7 && depth < DEEPEST) {
      migrate(how.by(how.of(Cluster.NODES)));
    } else if (kind == 6) {
      writeAsBefore(how.to(how.of(MOST_GROUPS)));
    } else {
      super.getInBetween(how);
    }
  }

  // -- What brings its groups to the library

  private void adopt(Choice how) {
    if (model.groups().isEmpty()) {
      return;
    }
    Group group = model.pick(how.what);
    cluster.call(
        "adoptGroup",
        how,
        null,
        node -> node.admin.adoptGroup(group.id, group.members),
        node -> node.asyncAdmin.adoptGroup(group.id, group.members),
        end ->
            model.ifReturned(
                end,
                adopted -> {
                  unless(
                      new Sight(
                              cluster.table,
                              group.id,
                              null,
                              end.call().startedAt,
                              cluster.table.version())
                          .was(state -> state.members().equals(adopted.members())),
                      "7",
                      "adopted with others: " + adopted);
                  group.seen.add(adopted);
                }));
  }

  private void migrate(Choice how) {
    String from = positions.get(how.who % Cluster.NODES);
    if (how.of(2) == 0) {
      // One item has one part, which an asynchronous admin may run.
      TableScan page = Cluster.scan(from, 1);
      cluster.call(
          "migrate",
          how,
          null,
          node -> node.admin.migrate(page).iterator().next(),
          node -> First.of(node.asyncAdmin.migrate(page)),
          end -> migrated(how.who, end));
      return;
    }
    TableScan page = Cluster.scan(from, 1 + how.of(10));
    depth++;
    cluster.callAmongOthers(
        "migrate",
        how,
        null,
        node -> node.admin.migrate(page).iterator().next(),
        end -> migrated(how.who, end));
    depth--;
  }

  private void migrated(int who, Ended<MigrationReport> end) {
    model.ifReturned(
        end,
        report -> {
          report.problems().forEach(problem -> model.checkReason(end.call(), problem));
          cluster.counts.add("message migrated", report.messages());
          cluster.counts.add("problem of a migration", report.problems().size());
          positions.put(who % Cluster.NODES, report.position().orElse(null));
        });
  }

  // -- The end

  @Override
  void judge() {
    histories.judge();
    // Messages may be met before the row that tells who is in their group: then once more.
    for (int again = 0; !wholeTable(OldGroups::migrate); again++) {
      unless(again == 0, "migration", "problems are left");
      if (judge.hasStrayRows()) {
        rebuildAll();
      }
    }
    // A rebuild mends all. The stream does but for keys of several forms and rejected records.
    if (model.groups().stream().allMatch(OldWriter::isPlain) && !judge.hasLostRows()) {
      projectors.processAll();
    } else {
      rebuildAll();
    }
    model.drained();
    rebuildAll();
    projectors.processAll();
    model.drained();
    members.judge();
    projectors.processAll();
    model.drained();
    devices.judge();
    histories.judge();
    projectors.deliverAgain();
    model.drained();
  }

  private void rebuildAll() {
    unless(wholeTable(OldGroups::rebuild), "migration", "a rebuild has problems");
  }

  /** What was done to a page of the table. */
  private record PageDone(List<MessagingException> problems, Optional<String> position) {}

  private static PageDone migrate(MessagingAdmin admin, TableScan page) {
    MigrationReport report = admin.migrate(page).iterator().next();
    return new PageDone(report.problems(), report.position());
  }

  private static PageDone rebuild(MessagingAdmin admin, TableScan page) {
    RebuildReport report = admin.rebuild(page).iterator().next();
    return new PageDone(report.problems(), report.position());
  }

  /** Does something to all pages of the table without faults; returns whether all could be done. */
  private boolean wholeTable(BiFunction<MessagingAdmin, TableScan, PageDone> onPage) {
    List<MessagingException> problems = new ArrayList<>();
    TableScan[] next = {TableScan.withPageSize(PAGE)};
    while (next[0] != null) {
      TableScan page = next[0];
      cluster.call(
          "whole table",
          Choice.plainest(),
          null,
          node -> onPage.apply(node.admin, page),
          node -> CompletableFuture.failedFuture(new IllegalStateException()),
          end -> {
            unless(end.failure() == null, "8", "failed without reason: " + end.failure());
            end.value().problems().forEach(met -> model.checkReason(end.call(), met));
            problems.addAll(end.value().problems());
            next[0] = end.value().position().map(page::resumedAt).orElse(null);
          });
    }
    return problems.isEmpty();
  }
}
