package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Promise 5: a send repeated with the same idempotency key has the effect of one. */
class IdempotencyTest extends StoreTest {
  private static final String KEY = "key 17#\u20AC";
  private static final NewGroup DIRECT = NewGroup.direct(ANN, BOB);
  private static final NewGroup TITLED = NewGroup.titled("Lunch", List.of(ANN, BOB, CAT));
  private static final NewMessage KEYED = NewMessage.from("ann", "Once").withIdempotencyKey(KEY);
  private static final NewMessage BOBS = NewMessage.from("bob", "Mine").withIdempotencyKey(KEY);

  static Stream<String> keys() {
    return Stream.of(KEY, "k".repeat(Limits.IDEMPOTENCY_KEY_BYTES));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void createMessage_whenRepeatedWithAStaleGroup_returnsTheFirstAndWritesNothing(String key) {
    NewMessage keyed = KEYED.withIdempotencyKey(key);
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    Sent first = store.createMessage(group, keyed);

    Sent again = store.createMessage(group, keyed);

    assertThat(again).isEqualTo(first);
    assertThat(texts(group)).containsExactly("Hi", "Once");
  }

  @Test
  void createMessage_whenRepeatedByIdOnly_returnsTheFirst() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    Sent first = store.createMessage(group.id(), KEYED);

    assertThat(store.createMessage(group.id(), KEYED)).isEqualTo(first);
  }

  static Stream<Arguments> otherContents() {
    return Stream.of(
        argumentSet("another text", NewMessage.from("ann", "Changed").withIdempotencyKey(KEY)),
        argumentSet("another sender", BOBS));
  }

  @ParameterizedTest
  @MethodSource("otherContents")
  void createMessage_whenTheKeyWasUsedForSomethingElse_isRefusedAndWritesNothing(NewMessage other) {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);

    assertReused(() -> store.createMessage(first.group(), other));
    assertReused(() -> store.createMessage(first.group().id(), other));
    assertThat(texts(first.group())).containsExactly("Hi", "Once");
  }

  @Test
  void createMessage_whenRepeatedAfterTheMessageWasDeleted_returnsWhatWasSent() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    table.delete(Keys.messagePartition(first.group().id()), first.message().sortKey().value());

    assertThat(store.createMessage(first.group().id(), KEYED)).isEqualTo(first);
    table.clear();
  }

  /** Markers of the first version don't say what was sent. */
  @Test
  void createMessage_whenRepeatedAfterADeletionOrAPurge_returnsWhatWasSentAndSendsNothing() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    NewMessage keyed = NewMessage.from("ann", "Once").withIdempotencyKey(KEY);
    Message sent = store.createMessage(group.id(), keyed).message();
    store.createMessage(group.id(), NewMessage.from("bob", "Next"));

    store.deleteMessage(sent.ref());
    assertThat(store.createMessage(group.id(), keyed).message()).isEqualTo(sent);
    store.purgeMessage(sent.ref());
    assertThat(store.createMessage(group.id(), keyed).message()).isEqualTo(sent);

    assertThat(texts(group)).containsExactly("Hi", "Next");
    expireKeyOf(new Sent(sent, group));
  }

  @Test
  void createMessage_whenTheMarkerIsOfTheFirstVersion_returnsTheFirst() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    Map<String, AttributeValue> marker = new HashMap<>(markerOf(first));
    marker.remove(Attributes.CONTENT_HASH);
    table.put(marker);

    assertThat(
            store.createMessage(
                first.group(), NewMessage.from("ann", "Changed").withIdempotencyKey(KEY)))
        .isEqualTo(first);
    assertThatThrownBy(() -> store.createMessage(first.group(), BOBS))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("another sender");
  }

  @Test
  void createMessage_whenRepeatedAfterOthersWrote_returnsTheFirstAndTheGroupOfNow() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    Sent later = store.createMessage(first.group(), NewMessage.from("bob", "Later"));

    Sent again = store.createMessage(first.group(), KEYED);

    assertThat(again).isEqualTo(new Sent(first.message(), later.group()));
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

  /** It sent twice when a sender was 25 hours behind the next, or 6 minutes with a short window. */
  @ParameterizedTest
  @CsvSource({"PT24H, PT25H", "PT5M, PT6M", "PT24H, P4000D", "PT24H, PT-25H"})
  void createMessage_whileTheMarkerIsThere_countsAsUsedWhateverTheClocks(
      Duration window, Duration later) {
    Messaging sender = open(settings -> settings.idempotencyWindow(window));
    Sent first = sender.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    clock.set(first.message().createdAt().plus(later));

    assertThat(sender.createMessage(first.group(), KEYED).message()).isEqualTo(first.message());
    assertThat(texts(first.group())).containsExactly("Hi", "Once");
  }

  @Test
  void createMessage_whenTheMarkerIsGone_sendsAgainAndGuardsThat() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    expireKeyOf(first);

    Sent second = store.createMessage(first.group(), KEYED);

    assertThat(second.message()).isNotEqualTo(first.message());
    assertThat(store.createMessage(first.group(), KEYED)).isEqualTo(second);
    assertThat(texts(first.group())).containsExactly("Hi", "Once", "Once");
  }

  /** The group's newest message may be ahead of the sender's clock, or behind it. */
  @ParameterizedTest
  @ValueSource(longs = {-3_600, 3_600})
  void createMessage_withAKey_leavesAMarkerThatExpiresTwoDaysAfterTheWindow(long clockMoves) {
    Duration window = Duration.ofMinutes(5);
    Sent hi = direct(ANN, BOB, "Hi");
    clock.set(hi.message().createdAt().plusSeconds(clockMoves));
    Instant clockTime = clock.instant();

    Sent sent =
        open(settings -> settings.idempotencyWindow(window)).createMessage(hi.group(), KEYED);

    Instant later =
        Stream.of(sent.message().createdAt(), clockTime).max(Instant::compareTo).orElseThrow();
    assertThat(markerOf(sent).get(Attributes.EXPIRES_AT).n())
        .isEqualTo(Long.toString(later.plus(window).plus(Duration.ofDays(2)).getEpochSecond()));
  }

  static Stream<Arguments> newGroups() {
    return Stream.of(argumentSet("direct", DIRECT), argumentSet("titled", TITLED));
  }

  @ParameterizedTest
  @MethodSource("newGroups")
  void createGroup_whenRepeated_returnsTheFirstAndMakesNoSecondGroup(NewGroup group) {
    Sent first = store.createGroup(group, KEYED);

    assertThat(store.createGroup(group, KEYED)).isEqualTo(first);
    assertThat(previews("bob")).containsExactly("Once");
    assertThat(texts(first.group())).containsExactly("Once");
  }

  @ParameterizedTest
  @MethodSource("newGroups")
  void createGroup_whenRepeatedAfterTheMarkerIsGone_sendsIntoTheGroupItMade(NewGroup group) {
    Sent first = store.createGroup(group, KEYED);
    expireKeyOf(first);

    Sent second = store.createGroup(group, KEYED);

    assertThat(second.group().id()).isEqualTo(first.group().id());
    assertThat(texts(first.group())).containsExactly("Once", "Once");
  }

  static Stream<Arguments> otherGroups() {
    return Stream.of(
        argumentSet("other members", NewGroup.titled("Lunch", List.of(ANN, BOB))),
        argumentSet("another title", NewGroup.titled("Dinner", List.of(ANN, BOB, CAT))),
        argumentSet(
            "another name",
            NewGroup.titled("Lunch", List.of(ANN, BOB, new User("cat", "Kat", "cat")))));
  }

  @ParameterizedTest
  @MethodSource("otherGroups")
  void createGroup_whenRepeatedForAnotherGroup_isRefusedAndWritesNothing(NewGroup other) {
    Sent first = store.createGroup(TITLED, KEYED);

    assertReused(() -> store.createGroup(other, KEYED));
    assertThat(texts(first.group())).containsExactly("Once");
  }

  @Test
  void createGroup_whenRepeatedWithMembersInAnotherOrder_returnsTheFirst() {
    Sent first = store.createGroup(TITLED, KEYED);

    assertThat(store.createGroup(NewGroup.titled("Lunch", List.of(CAT, ANN, BOB)), KEYED))
        .isEqualTo(first);
  }

  @Test
  void createGroup_whenTheMarkerIsGoneAndTheMembersAreOthers_isRefusedAndWritesNothing() {
    Sent first = store.createGroup(TITLED, KEYED);
    expireKeyOf(first);
    NewGroup others = NewGroup.titled("Lunch", List.of(ANN, BOB));

    assertThatThrownBy(() -> store.createGroup(others, KEYED))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("other members");
    assertThat(texts(first.group())).containsExactly("Once");
  }

  @Test
  void createGroup_whenAnotherSenderUsesTheKeyForATitledGroup_makesAnotherGroup() {
    Sent anns = store.createGroup(TITLED, KEYED);

    Sent bobs = store.createGroup(TITLED, BOBS);

    assertThat(bobs.group().id()).isNotEqualTo(anns.group().id());
  }

  @Test
  void createGroup_whenTheOtherUsesTheKeyInTheDirectGroup_isRefused() {
    store.createGroup(DIRECT, KEYED);

    assertReused(() -> store.createGroup(DIRECT, BOBS));
  }

  @Test
  void createGroup_whenDirectOneExists_guardsTheMessageThere() {
    direct(ANN, BOB, "Hi");
    Sent first = store.createGroup(DIRECT, KEYED);

    assertThat(store.createGroup(DIRECT, KEYED)).isEqualTo(first);
    assertThat(texts(first.group())).containsExactly("Hi", "Once");
  }

  /** As DynamoDB's time to live does. */
  private void expireKeyOf(Sent sent) {
    table.delete(Keys.messagePartition(sent.group().id()), Keys.idempotency(KEY));
  }

  private Map<String, AttributeValue> markerOf(Sent sent) {
    return table.item(Keys.messagePartition(sent.group().id()), Keys.idempotency(KEY));
  }

  private static void assertReused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IdempotencyKeyReusedException.class)
        .hasMessageContaining("choose a new one");
  }
}
