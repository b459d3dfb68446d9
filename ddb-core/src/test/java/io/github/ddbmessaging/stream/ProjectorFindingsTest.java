package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Message;
import io.github.ddbmessaging.MessageGroup;
import io.github.ddbmessaging.ProjectionResult;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class ProjectorFindingsTest extends ProjectionTest {

  /** 1. An older message comes after the newest was deleted: it is the newest left. */
  @Test
  void project_whenAnOlderMessageComesAfterTheNewestWasDeleted_showsIt() {
    MessageGroup group = group();
    Message newest = send(group, "Newest");
    drain();
    delete(newest);
    drain();
    sendBehind(newest, "Older");
    drain();
  }

  /** 1b. The same as a race: the older one comes between look and refresh. */
  @Test
  void project_whenAnOlderMessageComesBetweenLookAndRefresh_showsIt() {
    MessageGroup group = group();
    Message newest = send(group, "Newest");
    drain();
    delete(newest);
    List<Record> removal = stream.nextOfMessages();
    wire.fail(
        number ->
            (request, service) -> {
              if (request instanceof TransactWriteItemsRequest) {
                wire.clear();
                sendBehind(newest, "Older");
                project(stream.nextOfMessages());
              }
              return service.send(request);
            });
    project(removal);
  }

  /** 2. Deleted between "is it still there" and the re-key, its removal being projected before. */
  @Test
  void project_whenAMessageBelowARemovedOneGoesBetweenLookAndReKey_doesNotShowIt() {
    MessageGroup group = group();
    Message one = send(group, "One");
    Message two = send(group, "Two");
    List<Record> inserts = stream.nextOfMessages();
    delete(two);
    project(stream.nextOfMessages());
    wire.fail(
        number ->
            (request, service) -> {
              if (request instanceof TransactWriteItemsRequest) {
                wire.clear();
                delete(one);
                project(stream.nextOfMessages());
              }
              return service.send(request);
            });
    project(inserts.subList(0, 1));
  }

  /** 3. The executor takes nothing. */
  @Test
  void project_whenTheExecutorIsShutDown_worksOnTheCallingThread() {
    List<MessageGroup> groups = groups(3, io.github.ddbmessaging.store.People.ANN);
    groups.forEach(group -> send(group, "Second"));
    ExecutorService executor = Executors.newFixedThreadPool(2);
    executor.shutdown();

    ProjectionResult result = store.projector().parallel(executor, 3).project(stream.next());

    assertThat(result.notDone()).isEmpty();
  }

  /** 4. Rebuild: a page with a head that is behind and a stray row of its group. */
  @Test
  void rebuildRows_whenAGroupIsBehindAndHasAStrayRow_mendsBothInOnePage() {
    MessageGroup group = group();
    send(group, "Second");
    table.put(
        io.github.ddbmessaging.Schemas.ROWS.itemToMap(
            new io.github.ddbmessaging.MessageGroupRow(
                "ann",
                io.github.ddbmessaging.Keys.row(
                    io.github.ddbmessaging.SortKey.parse("2020-01-01T00:00:00.000000Z#m-0"),
                    group.id()),
                group.id(),
                "Stale",
                "Trip",
                io.github.ddbmessaging.store.People.BOB),
            true));

    var report = store.rebuildRows(null, 1_000);

    assertThat(violations()).as(report.toString()).isEmpty();
  }
}
