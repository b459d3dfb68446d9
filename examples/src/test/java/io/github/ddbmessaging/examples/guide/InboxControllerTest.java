package io.github.ddbmessaging.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.examples.guide.Dtos.InboxDto;
import io.github.ddbmessaging.examples.guide.Dtos.MessageDto;
import io.github.ddbmessaging.examples.guide.Dtos.PageDto;
import io.github.ddbmessaging.examples.guide.Dtos.StateDto;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The inbox from end to end: what others send and the user reads is what the endpoint shows. */
class InboxControllerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:02:03Z");
  private static final User ANN = new User("ann", "Ann Ekström", "annek");
  private static final User BOB = new User("bob", "Bob Okafor", "bob");
  private static final User CEM = new User("cem", "Cem Yıldız", "cemy");

  @RegisterExtension
  static final DynamoDbExtension dynamoDb =
      DynamoDbExtension.builder()
          .table((client, name) -> MessagingTable.of(client, name).create(TableSettings.onDemand()))
          .parameter(
              MessagingStore.class,
              table ->
                  MessagingStore.builder().client(table.client()).tableName(table.name()).build())
          .build();

  private MessagingStore store;
  private InboxController service;
  private MessageGroup hut;

  @BeforeEach
  void startGroup(MessagingStore onTable) {
    store = onTable;
    service = new InboxController(store, Clock.fixed(NOW, ZoneOffset.UTC));
    hut =
        store
            .createGroup(
                NewGroup.titled("Hut", List.of(ANN, BOB, CEM)), NewMessage.from("ann", "Hi"))
            .group();
  }

  @Test
  void inbox_ofWhoHasNotRead_showsWhoWroteAndHowMuchIsUnread() {
    send("ann", "Who drives?");

    InboxDto entry = onlyEntry("bob");

    assertThat(entry.conversation().name()).isEqualTo("Hut");
    assertThat(entry.line()).isEqualTo("Ann Ekström: Who drives?");
    assertThat(entry.unread()).isTrue();
    assertThat(entry.unreadCount()).isEqualTo("2");
  }

  @Test
  void inbox_ofWhoWroteLast_saysYouAndThatNothingIsUnread() {
    send("bob", "I do");

    InboxDto entry = onlyEntry("bob");

    assertThat(entry.line()).isEqualTo("You: I do");
    assertThat(entry.unread()).isFalse();
    assertThat(entry.unreadCount()).isEmpty();
  }

  @Test
  void inbox_ofADirectChat_needsNoNameBeforeTheMessage() {
    store.createGroup(NewGroup.direct(ANN, CEM), NewMessage.from("ann", "Hi Cem"));

    assertThat(inbox("cem").items()).first().extracting(InboxDto::line).isEqualTo("Hi Cem");
  }

  @Test
  void inbox_whenTheUserIsMentioned_saysSo() {
    MessageContent content = MessageContent.ofText("Bob?").withMentions(List.of("bob"));
    store.createMessage(hut, NewMessage.from("ann", content));

    assertThat(onlyEntry("bob").mentioned()).isTrue();
    assertThat(onlyEntry("cem").mentioned()).isFalse();
  }

  @Test
  void inbox_whenVeryMuchIsUnread_saysThatThereIsMore() {
    for (int i = 0; i < 100; i++) {
      send("ann", "Message " + i);
    }

    assertThat(onlyEntry("bob").unreadCount()).isEqualTo("99+");
  }

  @Test
  void markRead_ofTheLastMessage_leavesNothingUnread() {
    InboxDto seen = onlyEntry("bob");

    Response response = service.markRead("bob", seen.lastMessage(), seen.unreadMarks());

    assertThat(response.status()).isEqualTo(200);
    assertThat(onlyEntry("bob").unread()).isFalse();
  }

  @Test
  void markRead_thatComesLate_doesNotUndoMarkUnread() {
    InboxDto seen = onlyEntry("bob");
    StateDto marked = (StateDto) service.markUnread("bob", seen.lastMessage()).body();

    Response late = service.markRead("bob", seen.lastMessage(), seen.unreadMarks());
    assertThat(onlyEntry("bob").unread()).isTrue();

    assertThat(late.body()).hasFieldOrPropertyWithValue("unreadMarks", marked.unreadMarks());
    service.markRead("bob", seen.lastMessage(), marked.unreadMarks());
    assertThat(onlyEntry("bob").unread()).isFalse();
  }

  @Test
  void aroundUnread_goesOnWhereTheUserStoppedReading() {
    send("ann", "Who drives?");
    assertThat(textsAroundUnread()).containsExactly("Hi", "Who drives?");

    InboxDto seen = onlyEntry("bob");
    service.markRead("bob", seen.lastMessage(), seen.unreadMarks());
    send("ann", "Bob?");

    assertThat(textsAroundUnread()).containsExactly("Hi", "Who drives?", "Bob?");
  }

  private List<String> textsAroundUnread() {
    return ((List<?>) service.aroundUnread("bob", hut.id()).body())
        .stream().map(message -> ((MessageDto) message).text()).toList();
  }

  @Test
  void markRead_withADamagedRef_is400() {
    assertThat(service.markRead("bob", "nonsense", 0).status()).isEqualTo(400);
  }

  @Test
  void mute_untilLater_isShownUntilThen() {
    service.mute("bob", hut.id(), NOW.plus(Duration.ofHours(8)));

    assertThat(onlyEntry("bob").muted()).isTrue();
    service.mute("bob", hut.id(), NOW);
    assertThat(onlyEntry("bob").muted()).isFalse();
  }

  @Test
  void pin_isShownToTheUserAlone() {
    service.pin("bob", hut.id(), true);

    assertThat(onlyEntry("bob").pinned()).isTrue();
    assertThat(onlyEntry("ann").pinned()).isFalse();
    service.pin("bob", hut.id(), false);
    assertThat(onlyEntry("bob").pinned()).isFalse();
  }

  @Test
  void hide_lastsUntilTheNextMessage() {
    service.hide("bob", hut.id(), onlyEntry("bob").conversation().lastMessageAt());
    assertThat(inbox("bob").items()).isEmpty();

    send("ann", "Back");

    assertThat(onlyEntry("bob").line()).isEqualTo("Ann Ekström: Back");
  }

  private Message send(String sender, String text) {
    Sent sent = store.createMessage(hut, NewMessage.from(sender, text));
    hut = sent.group();
    return sent.message();
  }

  private InboxDto onlyEntry(String user) {
    List<InboxDto> items = inbox(user).items();
    assertThat(items).hasSize(1);
    return items.get(0);
  }

  @SuppressWarnings("unchecked") // The endpoint says what is on its pages.
  private PageDto<InboxDto> inbox(String user) {
    Response response = service.inbox(user, null);
    assertThat(response.status()).isEqualTo(200);
    return (PageDto<InboxDto>) response.body();
  }
}
