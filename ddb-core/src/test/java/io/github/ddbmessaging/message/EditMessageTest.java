package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageDeletedException;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.NotTheSenderException;
import io.github.ddbmessaging.model.RevisionMismatchException;
import io.github.ddbmessaging.store.StoreTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Editing, transactionally. Every test ends with rows and change log that fit the messages. */
class EditMessageTest extends StoreTest {
  private static final MessageEdit NEW_TEXT = MessageEdit.ofText("New");

  @Test
  void editMessage_whenItIsTheNewest_changesItAndWhatRowsShow() {
    Message hi = direct(ANN, BOB, "Hi").message();

    Message edited = store.editMessage(hi.ref(), NEW_TEXT);

    assertThat(edited.text()).isEqualTo("New");
    assertThat(edited.status().revision()).isEqualTo(1);
    assertThat(edited.status().editedAt()).isBetween(hi.createdAt(), clock.instant());
    assertThat(store.findMessage(hi.ref())).contains(edited);
    assertThat(previews("bob")).containsExactly("New");
  }

  @Test
  void editMessage_whenItIsNotShown_leavesTheRows() {
    Message first = direct(ANN, BOB, "First").message();
    store.createMessage(first.groupId(), NewMessage.from("bob", "Second"));

    store.editMessage(first.ref(), NEW_TEXT);

    assertThat(texts(first.groupId())).containsExactly("New", "Second");
    assertThat(previews("ann")).containsExactly("Second");
  }

  @Test
  void editMessage_whenTheGroupInHandIsFromBefore_leavesThatUsable() {
    MessageGroup seen = direct(ANN, BOB, "First").group();
    store.editMessage(store.listMessages(seen.id(), newestFirst(1)).items().get(0).ref(), NEW_TEXT);
    wire.clear();

    store.createMessage(seen, NewMessage.from("bob", "Second"));

    assertThat(wire.requests()).hasSize(1);
    assertThat(previews("ann")).containsExactly("Second");
  }

  @Test
  void editMessage_toOtherContent_replacesMentionsAttachmentsAndData() {
    MessageContent first =
        MessageContent.ofText("See @bob").withMentions(List.of("bob")).withData(Map.of("a", "b"));
    Message sent =
        store
            .createMessage(direct(ANN, BOB, "Hi").group(), NewMessage.from("ann", first))
            .message();
    assertThat(row("bob").mentioned()).isTrue();

    Message edited = store.editMessage(sent.ref(), MessageEdit.of(first.withMentions(List.of())));

    assertThat(edited.content().data()).containsEntry("a", "b");
    assertThat(store.findMessage(sent.ref())).contains(edited);
    assertThat(row("bob").mentioned()).isFalse();
  }

  @Test
  void editMessage_repeated_raisesOneRevision() {
    Message hi = direct(ANN, BOB, "Hi").message();
    Message once = store.editMessage(hi.ref(), NEW_TEXT.ifRevision(0));
    wire.clear();

    Message again = store.editMessage(hi.ref(), NEW_TEXT.ifRevision(0));

    assertThat(again).isEqualTo(once);
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void editMessage_toAnAttachmentOfAnyDuration_isTheSameWhenRepeated() {
    Message hi = direct(ANN, BOB, "Hi").message();
    Attachment clip =
        new Attachment("a.mp4", "video/mp4", 5, "k/1", null, null, Duration.ofNanos(1_500_000));
    MessageEdit edit = MessageEdit.of(hi.content().withAttachments(List.of(clip))).ifRevision(0);
    store.editMessage(hi.ref(), edit);

    assertThat(store.editMessage(hi.ref(), edit).status().revision()).isEqualTo(1);
  }

  @Test
  void editMessage_whenAnotherEditCameFirst_isRefusedWithTheCurrentMessage() {
    Message hi = direct(ANN, BOB, "Hi").message();
    Message current = store.editMessage(hi.ref(), NEW_TEXT);

    RevisionMismatchException refusal =
        catchThrowableOfType(
            RevisionMismatchException.class,
            () -> store.editMessage(hi.ref(), MessageEdit.ofText("Late").ifRevision(0)));

    assertThat(refusal.current()).isEqualTo(current);
    assertThat(refusal).hasMessageContaining("has revision 1, not 0");
    assertThat(refusal.mayHaveTakenEffect()).isFalse();
  }

  @Test
  void editMessage_whenItIsDeleted_isRefused() {
    Message hi = direct(ANN, BOB, "Hi").message();
    store.deleteMessage(hi.ref());

    assertThatThrownBy(() -> store.editMessage(hi.ref(), NEW_TEXT))
        .isInstanceOf(MessageDeletedException.class);
  }

  @Test
  void editMessage_whenThereIsNone_isRefused() {
    Message hi = direct(ANN, BOB, "Hi").message();
    MessageRef none = new MessageRef(hi.groupId(), hi.sortKey(), "other");

    assertThatThrownBy(() -> store.editMessage(none, NEW_TEXT))
        .isInstanceOf(MessageNotFoundException.class);
    assertThatThrownBy(
            () -> store.editMessage(new MessageRef("none", hi.sortKey(), hi.id()), NEW_TEXT))
        .isInstanceOf(GroupNotFoundException.class);
  }

  @Test
  void editMessage_actingForAnother_isRefused() {
    Message hi = direct(ANN, BOB, "Hi").message();

    assertThatThrownBy(() -> store.actingAs("bob").editMessage(hi.ref(), NEW_TEXT))
        .isInstanceOf(NotTheSenderException.class);
    assertThatThrownBy(() -> store.actingAs("cat").editMessage(hi.ref(), NEW_TEXT))
        .isInstanceOf(NotAMemberException.class);
    assertThat(store.actingAs("ann").editMessage(hi.ref(), NEW_TEXT).text()).isEqualTo("New");
  }

  @Test
  void editMessage_ofTheServiceInAUsersName_isRefusedToThatUser() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    Message left =
        store
            .createMessage(group, NewMessage.from("ann", "Ann left").withKind(MessageKind.SYSTEM))
            .message();

    assertThatThrownBy(() -> store.actingAs("ann").editMessage(left.ref(), NEW_TEXT))
        .isInstanceOf(NotTheSenderException.class);
  }

  @Test
  void editMessage_manyTimes_countsEach() {
    Message hi = direct(ANN, CAT, "Hi").message();

    for (int n = 1; n <= 3; n++) {
      assertThat(store.editMessage(hi.ref(), MessageEdit.ofText("Edit " + n)).status().revision())
          .isEqualTo(n);
    }
  }

  private MessageGroupRow row(String userId) {
    return store.listMessageGroups(userId, newestFirst(1)).items().get(0);
  }
}
