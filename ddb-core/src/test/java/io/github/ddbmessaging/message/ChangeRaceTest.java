package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageDeletedException;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RevisionMismatchException;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else writes between the read and the write of a change. */
class ChangeRaceTest extends StoreTest {
  private static final MessageEdit NEW_TEXT = MessageEdit.ofText("New");
  private static final MessageEdit OTHER_TEXT = MessageEdit.ofText("Other");

  private Message first;
  private Message shown;

  @BeforeEach
  void startConversation() {
    shown = conversation(ANN, BOB, 2).message();
    first = store.listMessages(shown.groupId(), oldestFirst(1)).items().get(0);
    wire.clear();
  }

  @Test
  void editMessage_whenAnotherEditIsFaster_isTheLaterOne() {
    wire.beforeWrite(1, () -> openElsewhere().editMessage(shown.ref(), OTHER_TEXT));

    Message edited = store.editMessage(shown.ref(), NEW_TEXT);

    assertThat(edited.status().revision()).isEqualTo(2);
    assertThat(previews("bob")).containsExactly("New");
  }

  @Test
  void editMessage_ofARevision_whenAnotherEditIsFaster_isRefused() {
    wire.beforeWrite(1, () -> openElsewhere().editMessage(shown.ref(), OTHER_TEXT));

    assertThatThrownBy(() -> store.editMessage(shown.ref(), NEW_TEXT.ifRevision(0)))
        .isInstanceOf(RevisionMismatchException.class);
    assertThat(previews("bob")).containsExactly("Other");
  }

  @Test
  void editMessage_whenADeletionIsFaster_isRefused() {
    wire.beforeWrite(1, () -> openElsewhere().deleteMessage(shown.ref()));

    assertThatThrownBy(() -> store.editMessage(shown.ref(), NEW_TEXT))
        .isInstanceOf(MessageDeletedException.class);
    assertThat(previews("bob")).containsExactly("Message 1");
  }

  @Test
  void deleteMessage_whenAnEditIsFaster_deletesAllTheSame() {
    wire.beforeWrite(1, () -> openElsewhere().editMessage(shown.ref(), OTHER_TEXT));

    assertThat(store.deleteMessage(shown.ref()).status().revision()).isEqualTo(2);
    assertThat(table.items().toString()).doesNotContain("Other");
  }

  @Test
  void deleteMessage_whenWhatRowsWouldShowIsDeletedFirst_showsNone() {
    wire.beforeWrite(1, () -> openElsewhere().deleteMessage(first.ref()));

    store.deleteMessage(shown.ref());

    assertThat(previews("bob")).containsExactly("");
  }

  @Test
  void deleteMessage_whenWhatRowsWouldShowIsEditedFirst_showsItsNewText() {
    wire.beforeWrite(1, () -> openElsewhere().editMessage(first.ref(), OTHER_TEXT));

    store.deleteMessage(shown.ref());

    assertThat(previews("bob")).containsExactly("Other");
  }

  @Test
  void deleteMessage_whenAnAnswerToItIsFaster_leavesTheAnswerShown() {
    NewMessage answer = NewMessage.from("bob", "Why?").withReplyTo(shown.ref());
    wire.beforeWrite(1, () -> openElsewhere().createMessage(shown.groupId(), answer));

    store.deleteMessage(shown.ref());

    assertThat(previews("bob")).containsExactly("Why?");
  }

  @Test
  void editMessage_ofWhatBecomesShownMeanwhile_isShown() {
    wire.beforeWrite(1, () -> openElsewhere().deleteMessage(shown.ref()));

    store.editMessage(first.ref(), NEW_TEXT);

    assertThat(previews("bob")).containsExactly("New");
  }

  @Test
  void editMessage_byManyAtOnce_countsEach() {
    List<Messaging> stores = IntStream.range(0, 8).mapToObj(n -> openElsewhere()).toList();

    stores.parallelStream()
        .forEach(
            other ->
                other.editMessage(
                    shown.ref(), MessageEdit.ofText("Text " + stores.indexOf(other))));

    assertThat(store.findMessage(shown.ref()).orElseThrow().status().revision()).isEqualTo(8);
  }
}
