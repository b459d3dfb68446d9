package io.github.ddbmessaging.project;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RetrySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Streamed edits and deletions: rows and change log follow from the stream. Every test ends with
 * rows that show the newest live message, and a log that tells of each change.
 */
class ProjectedChangesTest extends ProjectionTest {
  private static final MessageEdit NEW_TEXT = MessageEdit.ofText("New");

  @Test
  void project_whenTheShownMessageIsEdited_showsItsNewText() {
    MessageGroup group = group();

    store.editMessage(newest(group).ref(), NEW_TEXT);
    assertThat(previews("ann")).containsExactly("First");
    drain();

    assertThat(previews("ann")).containsExactly("New");
  }

  @Test
  void project_whenTheShownMessageIsDeleted_showsTheOneBefore() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    drain();

    store.deleteMessage(second.ref());
    drain();

    assertThat(previews("ann")).containsExactly("First");
  }

  @Test
  void project_whenAMessageIsDeletedBeforeItWasShown_neverShowsIt() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    List<Record> sent = stream.next();
    store.deleteMessage(second.ref());

    project(stream.next());
    project(sent);
    drain();

    assertThat(previews("ann")).containsExactly("First");
    newestWasNeverShown();
  }

  @Test
  void project_whenAMessageIsEditedTransactionallyBeforeItWasShown_neverShowsItsOldText() {
    MessageGroup group = group();
    Message second = send(group, "Second");

    transactional.editMessage(second.ref(), NEW_TEXT);
    project(List.of(stream.next().get(0)));

    assertThat(previews("ann")).containsExactly("New");
  }

  @Test
  void project_whenRecordsOfManyChangesComeInAnyOrderAndTwice_endsWithWhatIsThere() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    Message third = send(group, "Third");
    store.editMessage(second.ref(), NEW_TEXT);
    store.editMessage(third.ref(), MessageEdit.ofText("Once"));
    store.deleteMessage(third.ref());
    store.editMessage(second.ref(), MessageEdit.ofText("Twice"));
    List<Record> records = new ArrayList<>(stream.next());
    Collections.reverse(records);

    records.forEach(record -> project(List.of(record)));
    records.forEach(record -> project(List.of(record)));
    drain();

    assertThat(previews("ann")).containsExactly("Twice");
    assertThat(store.listMessages(group.id(), oldestFirst(10)).items())
        .extracting(Message::text)
        .containsExactly("First", "Twice", "");
    newestWasNeverShown();
  }

  @Test
  void project_whenTheRecordOfATransactionalEditComes_asksNothingButTheHead() {
    MessageGroup group = group();
    transactional.editMessage(newest(group).ref(), NEW_TEXT);
    List<Record> records = stream.next();
    wire.clear();

    project(records);

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void project_whenItHasLoggedAChange_ignoresTheNoteOfThat() {
    MessageGroup group = group();
    store.editMessage(newest(group).ref(), NEW_TEXT);
    drain();
    wire.clear();

    drain();

    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void project_whenWhatRowsShowIsPurged_showsTheOneBefore() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    drain();

    purge(second);
    drain();

    assertThat(previews("ann")).containsExactly("First");
  }

  @Test
  void project_whenAStreamedDeletionIsPurgedBeforeItsRecordComes_logsItOnce() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    store.deleteMessage(second.ref());
    var token = store.beginChanges(group.id());

    purge(second);
    drain();

    assertThat(store.listChanges(group.id(), token, 10).purged()).containsExactly(second.ref());
  }

  @Test
  void project_whenAnotherProgramEditsAMessage_showsThat() {
    MessageGroup group = group();
    transactional.editMessage(newest(group).ref(), NEW_TEXT);
    drain();

    edit(newest(group).with(newest(group).content(), newest(group).status()), "By hand");
    drain();

    assertThat(previews("ann")).containsExactly("By hand");
  }

  @Test
  void project_ofAnExpiredMessage_showsTheOneBefore() {
    MessageGroup group = group();
    Message second =
        store
            .createMessage(
                group, NewMessage.from("ann", "Second").withLifetime(Duration.ofHours(1)))
            .message();
    drain();
    clock.advance(Duration.ofHours(2));
    assertThat(previews("ann")).containsExactly("");

    expire(second);
    drain();

    assertThat(previews("ann")).containsExactly("First");
  }

  @Test
  void project_whenMoreRecordsAreRepeatedThanItHasAttempts_isDone() {
    MessageGroup group = group();
    for (int n = 1; n <= 5; n++) {
      store.editMessage(send(group, "Message " + n).ref(), MessageEdit.ofText("Edited " + n));
    }
    List<Record> records = stream.next();
    project(records);
    MessagingStore twice =
        configured(MessagingStore.builder().client(table.client()))
            .clock(clock)
            .retries(new RetrySettings(2, Duration.ZERO, Duration.ZERO))
            .build();

    assertThat(twice.projector().project(records).notDone()).isEmpty();
  }
}
