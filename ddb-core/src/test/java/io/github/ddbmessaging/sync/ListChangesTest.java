package io.github.ddbmessaging.sync;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.ChangesTokenExpiredException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * What a client that was away is told. Queries beside a transaction may show a part of it: these
 * tests take items away for a while, as such a query does not see them.
 */
class ListChangesTest extends StoreTest {
  private MessageGroup group;
  private Message first;
  private ChangesToken token;

  @BeforeEach
  void beginLongAfterTheFirstMessage() {
    first = direct(ANN, BOB, "First").message();
    group = store.findGroup(first.groupId()).orElseThrow();
    clock.advance(Duration.ofMinutes(2));
    token = store.beginChanges(group.id());
  }

  @Test
  void listChanges_whenNothingChanged_isEmpty() {
    Changes none = changes(token);

    assertThat(none.messages()).isEmpty();
    assertThat(none.more()).isFalse();
  }

  @Test
  void listChanges_afterSends_tellsEachOnce() {
    send("One");
    Changes one = changes(token);
    send("Two");
    Changes two = changes(one.next());

    assertThat(texts(one)).containsExactly("One");
    assertThat(texts(two)).containsExactly("Two");
    assertThat(texts(changes(two.next()))).isEmpty();
  }

  @Test
  void listChanges_afterChanges_tellsMessagesAsTheyAreNow() {
    Message one = send("One");
    ChangesToken before = changes(token).next();
    store.editMessage(first.ref(), MessageEdit.ofText("Once"));
    store.editMessage(first.ref(), MessageEdit.ofText("Twice"));
    Message deleted = store.deleteMessage(one.ref());

    Changes changes = changes(before);

    assertThat(changes.messages()).contains(store.findMessage(first.ref()).orElseThrow(), deleted);
    assertThat(texts(changes)).containsExactlyInAnyOrder("Twice", "");
    assertThat(changes(changes.next()).messages()).isEmpty();
  }

  @Test
  void listChanges_afterAPurge_tellsThatItIsGone() {
    store.createMessage(group.id(), NewMessage.from("bob", "Second"));
    ChangesToken before = changes(token).next();
    store.purgeMessage(first.ref());

    assertThat(changes(before).purged()).containsExactly(first.ref());
  }

  @Test
  void listChanges_ofAnExpiredMessage_tellsItNeitherAsNewNorAsChanged() {
    NewMessage shortLived = NewMessage.from("ann", "Soon").withLifetime(Duration.ofSeconds(30));
    Message soon = store.createMessage(group.id(), shortLived).message();
    store.editMessage(soon.ref(), MessageEdit.ofText("Sooner"));
    send("Stays");
    clock.set(soon.status().expiresAt());

    Changes changes = changes(token);

    assertThat(texts(changes)).containsExactly("Stays");
    assertThat(changes.purged()).isEmpty();
  }

  @Test
  void listChanges_inPages_tellsAllInOrder() {
    for (int n = 1; n <= 7; n++) {
      send("Message " + n);
    }
    clock.advance(Duration.ofHours(1));
    store.editMessage(first.ref(), MessageEdit.ofText("Edited"));
    store.deleteMessage(first.ref());

    List<String> told = new ArrayList<>();
    Changes page = store.listChanges(group.id(), token, 3);
    told.addAll(texts(page));
    while (page.more()) {
      page = store.listChanges(group.id(), page.next(), 3);
      told.addAll(texts(page));
    }

    assertThat(told)
        .containsExactly(
            "Message 1",
            "Message 2",
            "Message 3",
            "Message 4",
            "Message 5",
            "Message 6",
            "Message 7",
            "");
  }

  @Test
  void listChanges_whenAllOfThePageIsNew_goesOnBehindIt() {
    for (int n = 1; n <= 5; n++) {
      send("Message " + n);
    }

    Changes page = store.listChanges(group.id(), token, 2);
    Changes next = store.listChanges(group.id(), page.next(), 2);

    assertThat(texts(page)).containsExactly("Message 1", "Message 2");
    assertThat(texts(next)).containsExactly("Message 3", "Message 4");
  }

  @Test
  void listChanges_whenAStreamedMessageComesBelowOneThatWasTold_tellsItToo() {
    Messaging streamed = store.withSendMode(SendMode.STREAMED);
    send("One");
    ChangesToken after = changes(token).next();
    clock.advance(Duration.ofSeconds(-5));
    streamed.createMessage(group, NewMessage.from("bob", "From a slow clock"));
    clock.advance(Duration.ofSeconds(5));

    assertThat(texts(changes(after))).containsExactly("From a slow clock");
    send("Last");
  }

  @Test
  void listChanges_whenAMessageBetweenIsNotVisibleYet_tellsItOnceItIs() {
    Message one = send("One");
    send("Two");
    Map<String, AttributeValue> hidden = hide(one.sortKey().value());

    Changes without = changes(token);
    table.put(hidden);

    assertThat(texts(without)).containsExactly("Two");
    assertThat(texts(changes(without.next()))).contains("One");
  }

  /** A clock that is behind gives messages times of long ago, so that only the numbers tell. */
  @Test
  void listChanges_whenAnOlderMessageIsMissing_readsAgainStrongly() {
    Message one = send("One");
    send("Two");
    clock.advance(Duration.ofMinutes(2));
    Map<String, AttributeValue> hidden = hide(one.sortKey().value());
    wire.clear();

    changes(token);
    table.put(hidden);

    assertThat(wire.requests(QueryRequest.class))
        .extracting(QueryRequest::consistentRead)
        .containsExactly(false, true);
  }

  @Test
  void listChanges_whenALogEntryIsNotVisibleYet_tellsItOnceItIs() {
    store.editMessage(first.ref(), MessageEdit.ofText("New"));
    Map<String, AttributeValue> hidden = hide("LOG#0000000000000000001");

    Changes without = changes(token);
    table.put(hidden);

    assertThat(without.messages()).isEmpty();
    assertThat(texts(changes(without.next()))).containsExactly("New");
  }

  @Test
  void listChanges_whenALogEntryStaysAway_saysStartAgain() {
    store.editMessage(first.ref(), MessageEdit.ofText("New"));
    Map<String, AttributeValue> hidden = hide("LOG#0000000000000000001");
    ChangesToken waiting = changes(token).next();
    clock.advance(Duration.ofMinutes(2));

    assertThatThrownBy(() -> changes(waiting))
        .isInstanceOf(ChangesTokenExpiredException.class)
        .hasMessageContaining("beginChanges()");
    table.put(hidden);
  }

  @Test
  void listChanges_whenTheLogHasForgottenATokenOf29Days_saysStartAgainAtOnce() {
    store.editMessage(first.ref(), MessageEdit.ofText("New"));
    Map<String, AttributeValue> expired = hide("LOG#0000000000000000001");
    clock.advance(Duration.ofDays(30));

    assertThatThrownBy(() -> changes(token)).isInstanceOf(ChangesTokenExpiredException.class);
    table.put(expired);
  }

  @Test
  void listChanges_whenTheChangedMessageIsNotVisibleYet_tellsItOnceItIs() {
    Map<String, AttributeValue> before = table.item("MSG#" + group.id(), first.sortKey().value());
    store.editMessage(first.ref(), MessageEdit.ofText("New"));
    Map<String, AttributeValue> after = table.item("MSG#" + group.id(), first.sortKey().value());
    table.put(before);

    Changes without = changes(token);
    table.put(after);

    assertThat(without.messages()).isEmpty();
    assertThat(texts(changes(without.next()))).containsExactly("New");
  }

  @Test
  void listChanges_whenTheChangedMessageStaysAsItWas_tellsItAsItIs() {
    Map<String, AttributeValue> before = table.item("MSG#" + group.id(), first.sortKey().value());
    store.editMessage(first.ref(), MessageEdit.ofText("New"));
    Map<String, AttributeValue> after = table.item("MSG#" + group.id(), first.sortKey().value());
    table.put(before);
    ChangesToken waiting = changes(token).next();
    clock.advance(Duration.ofMinutes(2));

    assertThat(texts(changes(waiting))).containsExactly("First");
    table.put(after);
  }

  @Test
  void listChanges_whenTheHeadIsOlderThanTheToken_readsAgainStronglyAndSaysStartAgainLater() {
    Map<String, AttributeValue> before = table.item("MSG#" + group.id(), "HEAD");
    store.editMessage(first.ref(), MessageEdit.ofText("New"));
    Map<String, AttributeValue> after = table.item("MSG#" + group.id(), "HEAD");
    ChangesToken known = changes(token).next();
    table.put(before);

    wire.clear();
    Changes none = changes(known);
    assertReadConsistently(false, true);
    assertThat(none.messages()).isEmpty();
    clock.advance(Duration.ofMinutes(2));
    assertThatThrownBy(() -> changes(none.next())).isInstanceOf(ChangesTokenExpiredException.class);
    table.put(after);
    assertThat(changes(none.next()).messages()).isEmpty();
  }

  @Test
  void listChanges_whenTheGroupIsNotVisibleYet_readsAgainStrongly() {
    Map<String, AttributeValue> head = hide("HEAD");

    assertThatThrownBy(() -> changes(token)).isInstanceOf(GroupNotFoundException.class);
    assertReadConsistently(false, true);
    table.put(head);
  }

  private void assertReadConsistently(Boolean... reads) {
    assertThat(wire.requests(QueryRequest.class))
        .extracting(QueryRequest::consistentRead)
        .containsExactly(reads);
  }

  @Test
  void listChanges_whenTheChangedMessageIsDamaged_tellsThatAndGoesOn() {
    Message other = send("Other");
    store.editMessage(first.ref(), MessageEdit.ofText("New"));
    store.editMessage(other.ref(), MessageEdit.ofText("Newer"));
    Map<String, AttributeValue> good = hide(first.sortKey().value());
    Map<String, AttributeValue> damaged = new HashMap<>(good);
    damaged.remove("message");
    table.put(damaged);

    Changes changes = changes(token);
    table.put(good);

    assertThat(texts(changes)).containsExactly("Newer");
    assertThat(changes.unreadable()).hasSize(1);
    assertThat(changes(changes.next()).messages()).hasSizeLessThan(2);
  }

  @Test
  void listChanges_whenALogEntryIsDamaged_saysStartAgainAfterAWhile() {
    store.editMessage(first.ref(), MessageEdit.ofText("New"));
    Map<String, AttributeValue> good = hide("LOG#0000000000000000001");
    Map<String, AttributeValue> damaged = new HashMap<>(good);
    damaged.remove("change");
    table.put(damaged);
    ChangesToken waiting = changes(token).next();
    clock.advance(Duration.ofMinutes(2));

    assertThatThrownBy(() -> changes(waiting)).isInstanceOf(ChangesTokenExpiredException.class);
    table.put(good);
  }

  @Test
  void listChanges_withATokenOfAnotherGroupOrADamagedOne_isRefused() {
    ChangesToken other = store.beginChanges(conversation(ANN, CAT, 1).group().id());
    String damaged = token.value().substring(0, token.value().length() - 2) + "AA";

    assertThatThrownBy(() -> changes(other)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> changes(new ChangesToken(damaged)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> changes(new ChangesToken("")))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void listChanges_byAStranger_isRefusedWhetherOrNotThePageComesToTheHead() {
    send("One");
    send("Two");
    Messaging stranger = store.actingAs("eve");

    assertThatThrownBy(() -> stranger.beginChanges(group.id()))
        .isInstanceOf(NotAMemberException.class);
    assertThatThrownBy(() -> stranger.listChanges(group.id(), token, 1))
        .isInstanceOf(NotAMemberException.class);
    assertThatThrownBy(() -> stranger.listChanges(group.id(), token, 100))
        .isInstanceOf(NotAMemberException.class);
  }

  @Test
  void beginChanges_ofNoGroup_isRefused() {
    assertThatThrownBy(() -> store.beginChanges("none")).isInstanceOf(GroupNotFoundException.class);
  }

  private Changes changes(ChangesToken since) {
    return store.listChanges(group.id(), since, 100);
  }

  private Message send(String text) {
    return store.createMessage(group.id(), NewMessage.from("ann", text)).message();
  }

  private Map<String, AttributeValue> hide(String sortKey) {
    Map<String, AttributeValue> item = table.item("MSG#" + group.id(), sortKey);
    table.delete("MSG#" + group.id(), sortKey);
    return item;
  }

  private static List<String> texts(Changes changes) {
    return changes.messages().stream().map(Message::text).toList();
  }
}
