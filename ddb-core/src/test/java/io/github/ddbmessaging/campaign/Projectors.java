package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.TableScan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What keeps rows current: projectors that get records of the stream, and rebuilds of rows. */
final class Projectors {
  private static final int BATCH = 7;

  private final Cluster cluster;
  private final Model model;
  private final TableStream stream;
  private @Nullable String rebuiltUpTo;

  Projectors(Cluster cluster) {
    this.cluster = cluster;
    this.model = cluster.model;
    this.stream = cluster.stream;
  }

  /** Records of the stream come to a projector. */
  void deliver(Choice how) {
    if (stream.isEmpty()) {
      return;
    }
    Random random = new Random(how.of(1_000));
    int most = 1 + how.of(8);
    List<Record> batch =
        new ArrayList<>(
            switch (how.of(4)) {
              case 0 -> stream.next(most);
              case 1 -> stream.next(100);
              case 2 -> stream.late(most, random);
              default -> stream.repeated(most, random);
            });
    batch.addAll(stream.others(how.of(2) * how.of(4), random));
    if (how.oneIn(2)) {
      Collections.shuffle(batch, random);
    }
    boolean byRetryFrom = how.oneIn(2);
    project(
        how,
        how.oneIn(3) ? batch.stream().map(TableStream::withoutOldImage).toList() : batch,
        byRetryFrom);
  }

  /** Projects every record that is not processed, without faults. */
  void processAll() {
    for (int attempt = 0; !stream.isProcessed(); attempt++) {
      unless(attempt < 1_000, "2", "records are left undone by a projector without faults");
      project(Choice.plainest(), stream.next(BATCH), true);
    }
  }

  /** Projects all records once more, without faults. */
  void deliverAgain() {
    List<Record> again = stream.repeated();
    for (int i = 0; i < again.size(); i += BATCH) {
      project(Choice.plainest(), again.subList(i, Math.min(i + BATCH, again.size())), true);
    }
  }

  private void project(Choice how, List<Record> batch, boolean byRetryFrom) {
    cluster.call(
        "project",
        how,
        null,
        node -> node.projector.project(batch),
        node -> node.asyncProjector.project(batch),
        end -> ended(batch, byRetryFrom, end));
  }

  private void ended(List<Record> batch, boolean byRetryFrom, Ended<ProjectionResult> end) {
    if (end.failure() != null) {
      model.checkReason(end.call(), end.failure());
      cluster.counts.add("projection failed");
      return;
    }
    ProjectionResult result = end.value();
    result.failures().values().forEach(e -> model.checkReason(end.call(), e));
    cluster.counts.add(result.notDone().isEmpty() ? "batch done" : "batch done in part");
    cluster.counts.add("records delivered", batch.size());
    model.checkRejected(result);
    stream.processed(batch, result, byRetryFrom);
  }

  /** A page of the rows is rebuilt. */
  void rebuild(Choice how) {
    TableScan page = Cluster.scan(rebuiltUpTo, 1 + how.of(40));
    cluster.callAmongOthers(
        "rebuild",
        how,
        null,
        node -> node.admin.rebuild(page).iterator().next(),
        end -> model.ifReturned(end, report -> rebuiltUpTo = report.position().orElse(null)));
  }
}
