package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.NotTheSenderException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.StoreTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Deleting and purging, transactionally. Every test ends with rows that fit the messages. */
class DeleteMessageTest extends StoreTest {
  @Test
  void deleteMessage_whenItIsTheNewest_leavesATombstoneAndShowsTheOneBefore() {
    Sent second = conversation(ANN, BOB, 2);

    Message deleted = store.actingAs("ann").deleteMessage(second.message().ref());

    assertThat(deleted.isDeleted()).isTrue();
    assertThat(deleted.content()).isEqualTo(MessageContent.EMPTY);
    assertThat(deleted.sender()).isEqualTo(ANN);
    assertThat(deleted.status().deletedBy()).isEqualTo("ann");
    assertThat(store.findMessage(second.message().ref())).contains(deleted);
    assertThat(previews("bob")).containsExactly("Message 1");
  }

  @Test
  void deleteMessage_always_leavesNothingOfTheContentInTheTable() {
    MessageContent secret =
        MessageContent.ofText("Secret text")
            .withMentions(List.of("bob"))
            .withData(Map.of("key", "Secret data"));
    Sent sent = store.createMessage(direct(ANN, BOB, "Hi").group(), NewMessage.from("ann", secret));

    store.deleteMessage(sent.message().ref());

    assertThat(table.items().toString()).doesNotContain("Secret");
    assertThat(
            table.item("MSG#" + sent.group().id(), sent.message().sortKey().value()).get("message"))
        .hasFieldOrPropertyWithValue("s", "");
  }

  @Test
  void deleteMessage_ofAll_showsNothingAndKeepsTheGroupListed() {
    MessageGroup group = conversation(ANN, BOB, 3).group();

    for (Message message : store.listMessages(group.id(), newestFirst(3)).items()) {
      store.deleteMessage(message.ref());
    }

    MessageGroupRow row = store.listMessageGroups("ann", newestFirst(1)).items().get(0);
    assertThat(row.preview()).isEmpty();
    assertThat(row.lastSenderId()).isNull();
    assertThat(row.lastMessageAt()).isEqualTo(group.newest().instant());
  }

  @Test
  void deleteMessage_whenManyBelowAreDeleted_showsTheNewestThatIsLeft() {
    MessageGroup group = conversation(ANN, BOB, 30).group();
    List<Message> all = store.listMessages(group.id(), oldestFirst(30)).items();
    for (Message message : all.subList(1, 29)) {
      store.deleteMessage(message.ref());
    }

    store.deleteMessage(all.get(29).ref());

    assertThat(previews("ann")).containsExactly("Message 1");
  }

  @Test
  void editMessage_ofWhatRowsShowInPlaceOfADeletedOne_isShown() {
    Sent second = conversation(ANN, BOB, 2);
    store.deleteMessage(second.message().ref());
    Message first = store.listMessages(second.group().id(), oldestFirst(1)).items().get(0);

    store.editMessage(first.ref(), MessageEdit.ofText("New"));

    assertThat(previews("ann")).containsExactly("New");
  }

  @Test
  void createMessage_afterADeletion_isShownAndAnswersTheDeletedOne() {
    Sent second = conversation(ANN, BOB, 2);
    store.deleteMessage(second.message().ref());

    store.createMessage(
        second.group().id(), NewMessage.from("bob", "Why?").withReplyTo(second.message().ref()));

    assertThat(previews("ann")).containsExactly("Why?");
  }

  @Test
  void deleteMessage_whenItIsDeletedAlready_staysAsItIs() {
    Sent second = conversation(ANN, BOB, 2);
    Message deleted = store.deleteMessage(second.message().ref());
    wire.clear();

    assertThat(store.deleteMessage(second.message().ref())).isEqualTo(deleted);
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void deleteMessage_always_keepsCursorsValid() {
    Sent last = conversation(ANN, BOB, 3);
    var page = store.listMessages(last.group().id(), newestFirst(1));

    store.deleteMessage(last.message().ref());

    assertThat(
            store
                .listMessages(
                    last.group().id(), newestFirst(1).continuedAt(page.next().orElseThrow()))
                .items())
        .extracting(Message::text)
        .containsExactly("Message 2");
  }

  @Test
  void deleteMessage_actingForAnother_isRefused() {
    Sent second = conversation(ANN, BOB, 2);

    assertThatThrownBy(() -> store.actingAs("bob").deleteMessage(second.message().ref()))
        .isInstanceOf(NotTheSenderException.class);
  }

  @Test
  void purgeMessage_removesItsItemAndItsReactions() {
    Sent second = conversation(ANN, BOB, 2);
    store.addReaction(second.message().ref(), "bob", "+1");

    assertThat(store.purgeMessage(second.message().ref())).isTrue();

    assertThat(store.findMessage(second.message().ref())).isEmpty();
    assertThat(texts(second.group())).containsExactly("Message 1");
    assertThat(table.items().toString()).doesNotContain("RCT#");
    assertThat(store.purgeMessage(second.message().ref())).isFalse();
    afterwardsTheNewestIsGone();
  }

  @Test
  void deleteMessage_ofWhatRowsShowInPlaceOfAPurgedOne_showsTheNextOne() {
    Sent third = conversation(ANN, BOB, 3);
    Message second = store.listMessages(third.group().id(), newestFirst(2)).items().get(1);
    store.purgeMessage(third.message().ref());

    store.deleteMessage(second.ref());

    assertThat(previews("bob")).containsExactly("Message 1");
    afterwardsTheNewestIsGone();
  }

  @Test
  void deleteMessage_whenTheOneBelowIsDamaged_showsTheOneBelowThat() {
    Sent third = conversation(ANN, BOB, 3);
    Message second = store.listMessages(third.group().id(), newestFirst(2)).items().get(1);
    Map<String, AttributeValue> good = damage(second);

    store.deleteMessage(third.message().ref());

    assertThat(previews("ann")).containsExactly("Message 1");
    table.put(good);
    openAdmin(table).rebuild(WHOLE_TABLE);
  }

  @Test
  void deleteMessage_ofADamagedOneByAStranger_tellsNothing() {
    Sent third = conversation(ANN, BOB, 3);
    Map<String, AttributeValue> good = damage(third.message());

    assertThatThrownBy(() -> store.actingAs("eve").deleteMessage(third.message().ref()))
        .isInstanceOf(NotAMemberException.class);
    assertThatThrownBy(() -> store.actingAs("eve").addReaction(third.message().ref(), "eve", "+1"))
        .isInstanceOf(NotAMemberException.class);
    table.put(good);
  }

  @Test
  void deleteMessage_whenAnotherProgramWroteZeros_countsFromThere() {
    Sent second = conversation(ANN, BOB, 2);
    String partition = "MSG#" + second.group().id();
    for (String sortKey : List.of("HEAD", second.message().sortKey().value())) {
      Map<String, AttributeValue> item = new HashMap<>(table.item(partition, sortKey));
      item.put(sortKey.equals("HEAD") ? "changes" : "revision", AttributeValue.fromN("0"));
      table.put(item);
    }

    assertThat(store.deleteMessage(second.message().ref()).status().revision()).isEqualTo(1);
  }

  private Map<String, AttributeValue> damage(Message message) {
    Map<String, AttributeValue> good =
        table.item("MSG#" + message.groupId(), message.sortKey().value());
    Map<String, AttributeValue> damaged = new HashMap<>(good);
    damaged.remove("message_uuid");
    table.put(damaged);
    return good;
  }

  @Test
  void purgeMessage_actingForAUser_isRefused() {
    Sent second = conversation(ANN, BOB, 2);

    assertThatThrownBy(() -> store.actingAs("ann").purgeMessage(second.message().ref()))
        .isInstanceOf(OtherUserException.class)
        .hasMessageContaining("use one that acts for nobody");
  }

  /** The head goes on naming a purged message as the newest, until the next one. */
  private void afterwardsTheNewestIsGone() {
    store.createMessage(
        store.listMessageGroups("ann", newestFirst(1)).items().get(0).groupId(),
        NewMessage.from("ann", "Next"));
  }
}
