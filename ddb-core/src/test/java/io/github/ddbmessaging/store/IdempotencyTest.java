package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise 5: a send repeated with the same idempotency key has the effect of one. */
class IdempotencyTest extends StoreTest {
  private static final Duration WINDOW = Duration.ofDays(1);
  private static final NewGroup DIRECT = NewGroup.direct(ANN, BOB);
  private static final NewGroup TITLED = NewGroup.titled("Lunch", List.of(ANN, BOB, CAT));
  private static final NewMessage KEYED =
      NewMessage.from("ann", "Once").withIdempotencyKey("key 17#\u20AC");

  @Test
  void createMessage_whenRepeated_returnsTheFirstAndWritesNothing() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    Sent first = store.createMessage(group, KEYED);

    Sent again = store.createMessage(group, KEYED);

    assertThat(again).isEqualTo(first);
    assertThat(texts(group)).containsExactly("Hi", "Once");
  }

  @Test
  void createMessage_whenRepeatedByIdOnly_returnsTheFirst() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    Sent first = store.createMessage(group.id(), KEYED);

    assertThat(store.createMessage(group.id(), KEYED)).isEqualTo(first);
  }

  @Test
  void createMessage_whenRepeatedWithTheNewestGroup_returnsTheFirst() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);

    assertThat(store.createMessage(first.group(), KEYED)).isEqualTo(first);
  }

  @Test
  void createMessage_whenRepeatedWithOtherText_returnsTheFirstText() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    NewMessage changed = new NewMessage("ann", "Changed", KEYED.idempotencyKey());

    Sent again = store.createMessage(first.group(), changed);

    assertThat(again.message()).isEqualTo(first.message());
  }

  @Test
  void createMessage_whenRepeatedAfterOthersWrote_returnsTheFirstAndTheGroupOfNow() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    Sent later = store.createMessage(first.group(), NewMessage.from("bob", "Later"));

    Sent again = store.createMessage(first.group(), KEYED);

    assertThat(again).isEqualTo(new Sent(first.message(), later.group()));
  }

  @Test
  void createMessage_whenAnotherSenderUsesTheKey_isRefusedAndWritesNothing() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    NewMessage bobs = new NewMessage("bob", "Mine", KEYED.idempotencyKey());

    assertThatThrownBy(() -> store.createMessage(first.group(), bobs))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("another sender");
    assertThat(texts(first.group())).containsExactly("Hi", "Once");
  }

  @Test
  void createMessage_withTheSameKeyInAnotherGroup_sends() {
    store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    MessageGroup other = direct(ANN, CAT, "Hi").group();

    store.createMessage(other, KEYED);

    assertThat(texts(other)).containsExactly("Hi", "Once");
  }

  @Test
  void createMessage_withAnotherKey_sends() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);

    store.createMessage(first.group(), KEYED.withIdempotencyKey("another"));

    assertThat(texts(first.group())).containsExactly("Hi", "Once", "Once");
  }

  @Test
  void createMessage_whenRepeatedWithinTheWindow_returnsTheFirst() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    clock.set(first.message().createdAt().plus(WINDOW).minusSeconds(1));

    assertThat(store.createMessage(first.group(), KEYED).message()).isEqualTo(first.message());
  }

  @Test
  void createMessage_whenTheKeyHasExpired_sendsAgainThoughTheMarkerIsStillThere() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    clock.set(first.message().createdAt().plus(WINDOW).plusSeconds(1));

    Sent second = store.createMessage(first.group(), KEYED);

    assertThat(second.message()).isNotEqualTo(first.message());
    assertThat(texts(first.group())).containsExactly("Hi", "Once", "Once");
  }

  @Test
  void createMessage_whenSentAgainAfterExpiry_isGuardedAnew() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    clock.set(first.message().createdAt().plus(WINDOW).plusSeconds(1));
    Sent second = store.createMessage(first.group(), KEYED);

    assertThat(store.createMessage(first.group(), KEYED)).isEqualTo(second);
  }

  @Test
  void createMessage_withAKey_leavesAMarkerThatExpires() {
    Sent sent =
        open(settings -> settings.idempotencyWindow(Duration.ofMinutes(5)))
            .createMessage(direct(ANN, BOB, "Hi").group(), KEYED);

    assertThat(
            table
                .item(Keys.messagePartition(sent.group().id()), Keys.idempotency("key 17#\u20AC"))
                .get(Attributes.EXPIRES_AT)
                .n())
        .isEqualTo(
            Long.toString(sent.message().createdAt().plus(Duration.ofMinutes(5)).getEpochSecond()));
  }

  @Test
  void createMessage_withTheLongestKey_isGuarded() {
    NewMessage message =
        NewMessage.from("ann", "Once").withIdempotencyKey("k".repeat(Limits.IDEMPOTENCY_KEY_BYTES));
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), message);

    assertThat(store.createMessage(first.group(), message)).isEqualTo(first);
  }

  @Test
  void createGroup_whenDirectIsRepeated_returnsTheFirst() {
    Sent first = store.createGroup(DIRECT, KEYED);

    assertThat(store.createGroup(DIRECT, KEYED)).isEqualTo(first);
    assertThat(texts(first.group())).containsExactly("Once");
  }

  @Test
  void createGroup_whenTitledIsRepeated_returnsTheFirstAndMakesNoSecondGroup() {
    Sent first = store.createGroup(TITLED, KEYED);

    assertThat(store.createGroup(TITLED, KEYED)).isEqualTo(first);
    assertThat(store.listMessageGroups("cat", newestFirst(10)).items()).hasSize(1);
  }

  @Test
  void createGroup_whenTitledIsRepeatedAfterExpiry_sendsIntoTheGroupItMade() {
    Sent first = store.createGroup(TITLED, KEYED);
    clock.set(first.message().createdAt().plus(WINDOW).plusSeconds(1));

    Sent second = store.createGroup(TITLED, KEYED);

    assertThat(second.group().id()).isEqualTo(first.group().id());
    assertThat(texts(first.group())).containsExactly("Once", "Once");
  }

  @Test
  void createGroup_whenDirectIsRepeatedAfterExpiry_sendsAgain() {
    Sent first = store.createGroup(DIRECT, KEYED);
    clock.set(first.message().createdAt().plus(WINDOW).plusSeconds(1));

    store.createGroup(DIRECT, KEYED);

    assertThat(texts(first.group())).containsExactly("Once", "Once");
  }

  @Test
  void createGroup_whenRepeatedAfterExpiryWithOtherMembers_isRefusedAndWritesNothing() {
    Sent first = store.createGroup(TITLED, KEYED);
    clock.set(first.message().createdAt().plus(WINDOW).plusSeconds(1));
    NewGroup others = NewGroup.titled("Lunch", List.of(ANN, BOB));

    assertThatThrownBy(() -> store.createGroup(others, KEYED))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("other members");
    assertThat(texts(first.group())).containsExactly("Once");
  }

  @Test
  void createGroup_whenRepeatedWithOtherMembers_isRefused() {
    NewMessage keyed = NewMessage.from("ann", "Hi").withIdempotencyKey("key");
    store.createGroup(NewGroup.titled("Trip", List.of(ANN, BOB)), keyed);

    assertThatThrownBy(() -> store.createGroup(NewGroup.titled("Trip", List.of(ANN, CAT)), keyed))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("with other members");
  }

  @Test
  void createGroup_whenAnotherSenderUsesTheKeyForATitledGroup_makesAnotherGroup() {
    Sent anns = store.createGroup(TITLED, KEYED);

    Sent bobs = store.createGroup(TITLED, new NewMessage("bob", "Mine", KEYED.idempotencyKey()));

    assertThat(bobs.group().id()).isNotEqualTo(anns.group().id());
  }

  @Test
  void createGroup_whenTheOtherUsesTheKeyInTheDirectGroup_isRefused() {
    store.createGroup(DIRECT, KEYED);
    NewMessage bobs = new NewMessage("bob", "Mine", KEYED.idempotencyKey());

    assertThatThrownBy(() -> store.createGroup(DIRECT, bobs))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("another sender");
  }

  @Test
  void createGroup_whenDirectOneExists_guardsTheMessageThere() {
    direct(ANN, BOB, "Hi");
    Sent first = store.createGroup(DIRECT, KEYED);

    assertThat(store.createGroup(DIRECT, KEYED)).isEqualTo(first);
    assertThat(texts(first.group())).containsExactly("Hi", "Once");
  }

  private List<String> texts(MessageGroup group) {
    return store.listMessages(group.id(), oldestFirst(100)).items().stream()
        .map(Message::text)
        .toList();
  }
}
