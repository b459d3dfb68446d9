package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.project.StreamRecords;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Keys;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a message carries beside its text. */
class MessageContentTest extends StoreTest {
  private static final NewMessage HI = NewMessage.from("ann", "Hi");

  @Test
  void createMessage_withEverything_isListedAndFoundAsSent() {
    Sent first = direct(ANN, BOB, "Hi");
    NewMessage full =
        NewMessage.from("ann", Samples.fullContent())
            .withKind(MessageKind.SYSTEM)
            .withReplyTo(first.message().ref());

    Message sent = store.createMessage(first.group(), full).message();

    assertThat(sent.content()).isEqualTo(Samples.fullContent());
    assertThat(sent.kind()).isEqualTo(MessageKind.SYSTEM);
    assertThat(sent.replyTo()).isEqualTo(first.message().ref());
    assertThat(store.findMessage(sent.ref())).contains(sent);
    assertThat(store.listMessages(first.group().id(), newestFirst(1)).items())
        .containsExactly(sent);
  }

  @Test
  void createMessage_withEverythingStreamed_isWrittenAsSentAndShownByTheProjector() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    MessageContent forBob = Samples.fullContent().withMentions(List.of("bob"));

    Message sent =
        store
            .withSendMode(SendMode.STREAMED)
            .createMessage(group, NewMessage.from("ann", forBob))
            .message();
    ProjectionResult unused = store.projector().project(List.of(StreamRecords.inserted(1, sent)));

    assertThat(store.findMessage(sent.ref())).contains(sent);
    assertThat(sent.content()).isEqualTo(forBob);
    assertThat(row("bob").mentioned()).isTrue();
  }

  @Test
  void createMessage_whenAnsweringAMessageWithAnOldKey_namesItByItsTimeInUtc() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    MessageRef old = new MessageRef(group.id(), new SortKey("2023-05-20T17:01:02-05:00"), "m-9");

    Message sent = store.createMessage(group, HI.withReplyTo(old)).message();

    assertThat(sent.replyTo())
        .isEqualTo(
            new MessageRef(group.id(), new SortKey("2023-05-20T22:01:02.000000Z#m-9"), "m-9"));
  }

  @Test
  void createMessage_whenAnsweringAMessageOfAnotherGroup_isRefusedAndWritesNothing() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    MessageRef elsewhere = new MessageRef("g-2", Samples.FIRST, "m-1");

    assertThatThrownBy(() -> store.createMessage(group, HI.withReplyTo(elsewhere)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("The message answers one of another group than '" + group.id() + "'");
    assertThat(texts(group)).containsExactly("Hi");
  }

  @Test
  void createMessage_ofTheServiceByAStoreThatActsForAUser_isRefused() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();

    assertThatThrownBy(
            () -> store.actingAs("ann").createMessage(group, HI.withKind(MessageKind.SYSTEM)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("use one that acts for nobody");
  }

  @Test
  void createMessage_withAKey_whenRepeated_returnsAllOfIt() {
    Sent first = direct(ANN, BOB, "Hi");
    NewMessage keyed =
        NewMessage.from("ann", Samples.fullContent())
            .withReplyTo(first.message().ref())
            .withIdempotencyKey("k");
    Sent sent = store.createMessage(first.group(), keyed);

    assertThat(store.createMessage(first.group(), keyed)).isEqualTo(sent);
  }

  @Test
  void row_tellsWhetherWhatItShowsMentionsItsUser() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    MessageContent forBob = MessageContent.ofText("@bob").withMentions(List.of("bob"));

    Sent mentioning = store.createMessage(group, NewMessage.from("ann", forBob));
    assertThat(row("bob").mentioned()).isTrue();
    assertThat(row("ann").mentioned()).isFalse();

    store.createMessage(mentioning.group(), HI);
    assertThat(row("bob").mentioned()).isFalse();
  }

  @Test
  void row_ofAMessageThatIsAnAttachmentAlone_showsItsName() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    MessageContent file =
        MessageContent.ofText("").withAttachments(List.of(Attachment.of("a.png", "b", 1, "k")));

    store.createMessage(group, NewMessage.from("ann", file));

    assertThat(row("bob").preview()).isEqualTo("a.png");
  }

  @Test
  void createMessage_withAKeyAndEverythingInTheLargestGroup_isSent() {
    List<User> members =
        IntStream.range(0, Limits.MEMBERS).mapToObj(i -> new User("u" + i, "U", "u")).toList();
    MessageGroup group =
        store.createGroup(NewGroup.titled("All", members), NewMessage.from("u0", "Hi")).group();
    NewMessage full = NewMessage.from("u0", Samples.fullContent()).withIdempotencyKey("k");

    Sent sent = store.createMessage(group, full);

    assertThat(store.findMessage(sent.message().ref())).contains(sent.message());
  }

  /**
   * Readers of the first version find the text where it always was, and nothing else but a number.
   */
  @Test
  void createMessage_withATextAlone_writesNoOtherAttribute() {
    Sent sent = store.createMessage(direct(ANN, BOB, "Hi").group(), HI);

    assertThat(
            table.item(Keys.messagePartition(sent.group().id()), sent.message().sortKey().value()))
        .containsOnlyKeys(
            "pk",
            "sk",
            "message",
            "message_uuid",
            "user_uuid",
            "user_display_name",
            "user_handle",
            "number");
  }

  private MessageGroupRow row(String userId) {
    return store.listMessageGroups(userId, newestFirst(1)).items().get(0);
  }
}
