package io.github.ddbmessaging.project;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.People;
import io.github.ddbmessaging.testing.meter.Call;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What pattern E costs, in requests and units. */
class ProjectionCostTest extends ProjectionTest {
  private final Meter meter = new Meter();

  @Test
  void project_when100MessagesCameInOneGroup_isOneReadAndOneTransaction() {
    MessageGroup group = group();
    for (int n = 1; n <= 100; n++) {
      send(group, "Message " + n);
    }

    Usage usage = usage(stream.next());

    assertThat(usage).isEqualTo(new Usage(2, 1, 10));
    assertThat(meter.calls())
        .extracting(Call::operation)
        .endsWith("BatchGetItem", "TransactWriteItems");
  }

  @Test
  void project_ofAStreamedEdit_writesTheLogAndTheRowsIfTheyShowIt() {
    MessageGroup group = group();
    Message first = newest(group);
    store.editMessage(first.ref(), MessageEdit.ofText("Shown"));
    Usage shown = usage(stream.next());
    send(group, "Second");
    drain();
    store.editMessage(first.ref(), MessageEdit.ofText("Not shown"));
    Usage notShown = usage(stream.nextOfMessages());

    assertThat(shown).isEqualTo(new Usage(2, 1, 10));
    assertThat(notShown).isEqualTo(new Usage(2, 1, 6));
  }

  @Test
  void project_ofAStreamedDeletionOfWhatIsShown_readsTheNextAndWritesAll() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    drain();
    store.deleteMessage(second.ref());

    assertThat(usage(stream.nextOfMessages())).isEqualTo(new Usage(6, 5, 12));
  }

  @Test
  void project_whenRowsAreUpToDate_isOneReadAndNoWrite() {
    MessageGroup group = group();
    send(group, "Second");
    List<Record> records = stream.next();
    project(records);

    assertThat(usage(records)).isEqualTo(new Usage(1, 1, 0));
  }

  @Test
  void project_whenSentTransactionally_isOneReadAndNoWrite() {
    transactional.createMessage(group(), NewMessage.from("ann", "Second"));

    assertThat(usage(stream.next())).isEqualTo(new Usage(1, 1, 0));
  }

  @Test
  void project_whenItsOwnRecordsComeBack_isNothing() {
    send(group(), "Second");
    drain();

    assertThat(usage(stream.next())).isEqualTo(Usage.NONE);
  }

  @Test
  void project_whenTenGroupsAreBehind_readsAllHeadsAtOnce() {
    groups(10, ANN, BOB).forEach(group -> send(group, "Second"));

    assertThat(usage(stream.next())).isEqualTo(new Usage(11, 10, 100));
  }

  @Test
  void project_when101GroupsAreUpToDate_isTwoReads() {
    List<MessageGroup> groups = groups(101, ANN);
    groups.forEach(group -> transactional.createMessage(group, NewMessage.from("ann", "Second")));

    assertThat(usage(stream.next())).isEqualTo(new Usage(2, 101, 0));
  }

  @Test
  void project_whenTheGroupHasTheMostMembers_isStillOneTransaction() {
    User[] crowd = People.crowd(Limits.MEMBERS).toArray(User[]::new);
    MessageGroup group = groups(1, crowd).get(0);
    store.createMessage(group, NewMessage.from("user-1", "Second"));

    Usage usage = usage(stream.next());

    assertThat(usage.requests()).isEqualTo(2);
  }

  @Test
  void project_whenTheNewestWasEdited_isOneQueryMoreAndAllButTheDeletes() {
    Message newest = send(group(), "Second");
    drain();
    edit(newest, "Edited");

    assertThat(usage(stream.next())).isEqualTo(new Usage(3, 2, 8));
  }

  @Test
  void project_whenAnOlderOneWasEdited_isOneQueryMoreAndNoWrite() {
    MessageGroup group = group();
    Message older = send(group, "Second");
    send(group, "Third");
    drain();
    edit(older, "Edited");

    assertThat(usage(stream.next())).isEqualTo(new Usage(2, 2, 0));
  }

  @Test
  void project_whenTheNewestWasDeleted_marksTheHeadAndLooksAgain() {
    Message newest = send(group(), "Second");
    drain();
    delete(newest);

    assertThat(usage(stream.next())).isEqualTo(new Usage(5, 3, 10));
  }

  @Test
  void project_whenAMessageWentUnshown_isOneWriteOfTheHead() {
    Message unshown = send(group(), "Second");
    delete(unshown);

    assertThat(usage(stream.next())).isEqualTo(new Usage(2, 1, 2));
  }

  /** The message is put and deleted; head and rows move with it. */
  @Test
  void project_whenAnOldKeyIsRewrittenAndShown_isOneReadAndOneTransaction() {
    oldMessage(group(), "-05:00");

    assertThat(usageOfRewriting(stream.next())).isEqualTo(new Usage(2, 1, 14));
    assertThat(usageOfRewriting(stream.nextOfMessages())).isEqualTo(new Usage(1, 1, 0));
  }

  @Test
  void project_whenAnOldKeyIsRewrittenThatIsNotTheNewest_movesTheMessageAlone() {
    MessageGroup group = group();
    oldMessage(group, "+05:30");
    clock.advance(Duration.ofHours(1));
    send(group, "Second");
    List<Record> records = stream.nextOfMessages();
    usage(records.subList(1, 2));

    assertThat(usageOfRewriting(records.subList(0, 1))).isEqualTo(new Usage(2, 1, 4));
  }

  @Test
  void project_whenNoKeyIsOld_rewritesNothingAtTheSameCost() {
    send(group(), "Second");

    assertThat(usageOfRewriting(stream.next())).isEqualTo(new Usage(2, 1, 10));
  }

  private void oldMessage(MessageGroup group, String offset) {
    String key = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.of(offset)).toString();
    new OldApplication(table).message(group.id(), key, ANN, "Old");
  }

  private Usage usageOfRewriting(List<Record> records) {
    return meter.measure(
        () ->
            assertThat(metered(meter).projector().rewriteOldKeys().project(records).notDone())
                .isEmpty());
  }

  private Usage usage(List<Record> records) {
    return meter.measure(
        () -> assertThat(metered(meter).projector().project(records).notDone()).isEmpty());
  }
}
