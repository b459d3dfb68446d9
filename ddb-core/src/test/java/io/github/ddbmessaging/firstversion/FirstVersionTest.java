package io.github.ddbmessaging.firstversion;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.firstversion.FirstVersionStore.Projection;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.CheckReport;
import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.project.ProjectionTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A store of the first version works on the table beside a present one, as while an application is
 * brought up to date process by process.
 */
class FirstVersionTest extends ProjectionTest {
  private static final NewGroup TRIP = NewGroup.titled("Trip", List.of(ANN, BOB, CAT));
  private static final String KEY = "order-17";

  private FirstVersionStore firstVersion;
  private FirstVersionStore streamedFirstVersion;

  @BeforeEach
  void openFirstVersion() {
    firstVersion = FirstVersionStore.open(table.client(), table.name(), clock);
    streamedFirstVersion = firstVersion.withSendMode(SendMode.STREAMED);
  }

  /** Rows of the first version say less than the invariants ask for. A check forgives that. */
  @Override
  protected List<String> violations() {
    List<String> findings = new ArrayList<>();
    for (CheckReport report : admin().check(TableScan.withPageSize(Limits.PAGE_SIZE))) {
      report.findings().stream().map(Finding::toString).forEach(findings::add);
    }
    return findings;
  }

  @Test
  void type_withTheNameOfAPresentClass_isAnother() {
    assertThat(FirstVersion.type("MessagingStore")).isNotEqualTo(MessagingStore.class);
  }

  @Test
  void createMessage_byBothVersionsInTurnAndInBothModes_isListedByBothInOrder() {
    String groupId = firstVersion.createGroup(TRIP, "ann", "1");

    transactional.createMessage(groupId, NewMessage.from("bob", "2"));
    firstVersion.send(groupId, "cat", "3");
    store.createMessage(groupId, NewMessage.from("ann", "4"));
    streamedFirstVersion.send(groupId, "bob", "5");
    transactional.createMessage(groupId, NewMessage.from("cat", "6"));
    streamedFirstVersion.send(groupId, "ann", "7");
    store.createMessage(groupId, NewMessage.from("bob", "8"));
    firstVersion.send(groupId, "cat", "9");
    streamedFirstVersion.send(groupId, "ann", "10");
    drain();

    assertBothList(groupId, "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    assertBothShow(groupId, "10");
  }

  @Test
  void createGroup_ofTheSameTwoByBothVersions_isOneGroup() {
    String groupId = firstVersion.createGroup(NewGroup.direct(ANN, BOB), "ann", "1");

    Sent second = store.createGroup(NewGroup.direct(BOB, ANN), NewMessage.from("bob", "2"));
    firstVersion.createGroup(NewGroup.direct(ANN, BOB), "ann", "3");

    assertThat(second.group().id()).isEqualTo(groupId);
    assertBothList(groupId, "1", "2", "3");
    assertThat(firstVersion.listRows("bob")).hasSize(1);
  }

  @Test
  void createMessage_whenTheFirstVersionIsFaster_sendsAfterIt() {
    String groupId = presentGroup().group().id();
    wire.beforeWrite(1, () -> firstVersion.send(groupId, "bob", "2"));

    transactional.createMessage(groupId, NewMessage.from("ann", "3"));

    assertBothList(groupId, "1", "2", "3");
    assertBothShow(groupId, "3");
  }

  @Test
  void createMessage_whenFasterThanTheFirstVersion_isKept() {
    String groupId = presentGroup().group().id();
    FirstVersionStore slower = FirstVersionStore.open(wire.to(table).client(), table.name(), clock);
    wire.beforeWrite(1, () -> transactional.createMessage(groupId, NewMessage.from("bob", "2")));

    slower.send(groupId, "ann", "3");

    assertBothList(groupId, "1", "2", "3");
    assertBothShow(groupId, "3");
  }

  @Test
  void createMessage_withAKeyThatTheFirstVersionUsed_sendsNothing() {
    String groupId = presentGroup().group().id();
    ListedMessage sent = firstVersion.send(groupId, "ann", "Once", KEY);

    Message repeated =
        store
            .createMessage(groupId, NewMessage.from("ann", "Once").withIdempotencyKey(KEY))
            .message();

    assertThat(ListedMessage.of(repeated)).isEqualTo(sent);
    assertBothList(groupId, "1", "Once");
  }

  @Test
  void createMessage_withAKey_whenTheFirstVersionRepeatsIt_isNotSentAgain() {
    String groupId = presentGroup().group().id();
    NewMessage keyed = NewMessage.from("ann", "Once").withIdempotencyKey(KEY);
    Message sent = transactional.createMessage(groupId, keyed).message();

    ListedMessage repeated = firstVersion.send(groupId, "ann", "Once", KEY);

    assertThat(repeated).isEqualTo(ListedMessage.of(sent));
    assertBothList(groupId, "1", "Once");
  }

  @Test
  void project_byTheFirstVersion_showsStreamedMessagesOfThePresent() {
    String groupId = presentGroup().group().id();
    store.createMessage(groupId, NewMessage.from("bob", "2"));
    store.createMessage(groupId, NewMessage.from("cat", "3"));

    assertThat(firstVersion.project(stream.next())).isEqualTo(Projection.COMPLETE);

    assertBothShow(groupId, "3");
  }

  @Test
  void project_ofTheSameRecordsByBothVersions_losesAndDoublesNoRow() {
    String groupId = presentGroup().group().id();
    store.createMessage(groupId, NewMessage.from("bob", "2"));
    List<Record> earlier = stream.next();
    streamedFirstVersion.send(groupId, "cat", "3");
    List<Record> later = stream.next();

    assertThat(firstVersion.project(later)).isEqualTo(Projection.COMPLETE);
    for (List<Record> records : List.of(earlier, later)) {
      ProjectionResult result = project(records);
      assertThat(result.notDone()).isEmpty();
      assertThat(firstVersion.project(records)).isEqualTo(Projection.COMPLETE);
    }

    assertBothShow(groupId, "3");
  }

  @Test
  void createMessage_withMoreThanAText_isATextToTheFirstVersion() {
    Sent first = presentGroup();
    String groupId = first.group().id();
    NewMessage full =
        NewMessage.from("bob", Samples.fullContent())
            .withKind(MessageKind.SYSTEM)
            .withReplyTo(first.message().ref());

    Message sent = store.createMessage(groupId, full).message();
    assertThat(firstVersion.project(stream.next())).isEqualTo(Projection.COMPLETE);

    ListedMessage text = new ListedMessage(sent.sortKey().value(), "bob", "Look!");
    assertThat(firstVersion.findMessage(groupId, text.key())).contains(text);
    assertBothList(groupId, "1", "Look!");
    assertBothShow(groupId, "Look!");
  }

  @Test
  void row_whenTheFirstVersionMovesItFromAMention_mentionsNobody() {
    String groupId = presentGroup().group().id();
    transactional.createMessage(groupId, NewMessage.from("bob", Samples.fullContent()));
    assertThat(rows("ann")).extracting(MessageGroupRow::mentioned).containsExactly(true);

    firstVersion.send(groupId, "bob", "3");

    assertThat(rows("ann")).extracting(MessageGroupRow::mentioned).containsExactly(false);
  }

  /** Previews have the name of the attachment, but the first version knows nothing of it. */
  @Test
  void project_byTheFirstVersion_ofAnAttachmentAlone_showsNoTextUntilARebuild() {
    String groupId = presentGroup().group().id();
    Attachment image = Attachment.of("a.png", "image/png", 5, "k/1");
    MessageContent imageAlone = MessageContent.ofText("").withAttachments(List.of(image));
    store.createMessage(groupId, NewMessage.from("bob", imageAlone));

    assertThat(firstVersion.project(stream.next())).isEqualTo(Projection.COMPLETE);

    assertBothList(groupId, "1", "");
    assertBothShow(groupId, "");
    rebuild();
    assertBothShow(groupId, "a.png");
  }

  private void rebuild() {
    for (RebuildReport report : admin().rebuild(TableScan.withPageSize(Limits.PAGE_SIZE))) {
      assertThat(report.problems()).isEmpty();
    }
  }

  @Test
  void changes_ofMessages_areReadByTheFirstVersionAsTexts() {
    String groupId = presentGroup().group().id();
    Message second = transactional.createMessage(groupId, NewMessage.from("bob", "2")).message();
    Message third = transactional.createMessage(groupId, NewMessage.from("cat", "3")).message();
    transactional.addReaction(second.ref(), "ann", "+1");

    transactional.editMessage(second.ref(), MessageEdit.ofText("2, edited"));
    transactional.deleteMessage(third.ref());

    assertBothList(groupId, "1", "2, edited", "");
    assertBothShow(groupId, "2, edited");
  }

  /** What the first version does not know stands beside its rows, and it goes on working. */
  @Test
  void states_ofUsers_areNothingToTheFirstVersionAndOutliveIt() {
    String groupId = firstVersion.createGroup(TRIP, "ann", "1");
    for (String user : List.of("ann", "bob", "cat")) {
      transactional.updateGroupState(user, groupId, GroupStateUpdate.begin().pin());
    }
    transactional.markRead("bob", newest(transactional.findGroup(groupId).orElseThrow()).ref(), 0);

    firstVersion.send(groupId, "cat", "2");
    streamedFirstVersion.send(groupId, "ann", "3");
    assertThat(firstVersion.project(stream.next())).isEqualTo(Projection.COMPLETE);

    assertBothList(groupId, "1", "2", "3");
    assertBothShow(groupId, "3");
    assertThat(transactional.countUnread("bob", groupId).count()).isEqualTo(2);
    assertThat(transactional.listPinned("cat"))
        .extracting(InboxEntry::unread)
        .containsExactly(true);
    assertThat(transactional.listInbox("ann", PageRequest.newestFirst(1)).items())
        .extracting(InboxEntry::unread)
        .containsExactly(false);
  }

  @Test
  void editMessage_ofWhatTheFirstVersionSentAfterADeletion_isShown() {
    Sent first = presentGroup();
    String groupId = first.group().id();
    Message second = transactional.createMessage(groupId, NewMessage.from("bob", "2")).message();
    transactional.deleteMessage(second.ref());

    firstVersion.send(groupId, "cat", "3");
    transactional.editMessage(first.message().ref(), MessageEdit.ofText("1, edited"));
    transactional.editMessage(newest(first.group()).ref(), MessageEdit.ofText("3, edited"));

    assertBothList(groupId, "1, edited", "", "3, edited");
    assertBothShow(groupId, "3, edited");
  }

  @Test
  void listChanges_tellsWhatTheFirstVersionSends() {
    String groupId = presentGroup().group().id();
    ChangesToken token = store.beginChanges(groupId);

    firstVersion.send(groupId, "cat", "2");
    transactional.createMessage(groupId, NewMessage.from("bob", "3"));

    assertThat(store.listChanges(groupId, token, 10).messages())
        .extracting(Message::text)
        .contains("2", "3");
  }

  @Test
  void project_byTheFirstVersion_ofADeletedNewestMessage_showsNoTextUntilARebuild() {
    String groupId = presentGroup().group().id();
    Message second = transactional.createMessage(groupId, NewMessage.from("bob", "2")).message();
    transactional.deleteMessage(second.ref());

    assertThat(firstVersion.project(stream.next())).isEqualTo(Projection.COMPLETE);

    assertBothShow(groupId, "");
    rebuild();
    assertBothShow(groupId, "1");
  }

  @Test
  void rebuildRows_byTheFirstVersion_showsWhatBothSent() {
    String ofPresent = presentGroup().group().id();
    String ofFirst = firstVersion.createGroup(TRIP, "ann", "1");
    streamedFirstVersion.send(ofPresent, "bob", "2");
    store.createMessage(ofFirst, NewMessage.from("bob", "3"));

    assertThat(firstVersion.rebuildRows()).isEmpty();

    assertBothShow(ofPresent, "2");
    assertBothShow(ofFirst, "3");
  }

  /** A group of three, which a present store has made. */
  private Sent presentGroup() {
    return store.createGroup(TRIP, NewMessage.from("ann", "1"));
  }

  private MessagingAdmin admin() {
    return configured(MessagingAdmin.builder().client(table.client())).clock(clock).build();
  }

  private void assertBothList(String groupId, String... texts) {
    List<ListedMessage> listed = firstVersion.listMessages(groupId);
    assertThat(listed).extracting(ListedMessage::text).containsExactly(texts);
    assertThat(
            store.withConsistentReads().listMessages(groupId, PageRequest.oldestFirst(100)).items())
        .extracting(ListedMessage::of)
        .isEqualTo(listed);
  }

  /** Each member of the trip has one row of the group, the same to both versions. */
  private void assertBothShow(String groupId, String preview) {
    for (String member : List.of("ann", "bob", "cat")) {
      List<ListedRow> listed = firstVersion.listRows(member);
      assertThat(listed)
          .filteredOn(row -> row.groupId().equals(groupId))
          .extracting(ListedRow::preview)
          .containsExactly(preview);
      assertThat(rows(member)).extracting(ListedRow::of).isEqualTo(listed);
    }
  }
}
