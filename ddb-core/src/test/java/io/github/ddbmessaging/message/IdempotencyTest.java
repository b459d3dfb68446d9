package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 5: a send repeated with the same idempotency key has the effect of one. */
class IdempotencyTest extends StoreTest {
  private static final Duration WINDOW = Duration.ofDays(1);
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

  @Test
  void createMessage_whenRepeatedWithTheNewestGroupAndOtherText_returnsTheFirst() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    NewMessage changed = new NewMessage("ann", "Changed", KEY);

    assertThat(store.createMessage(first.group(), changed)).isEqualTo(first);
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

    assertThatThrownBy(() -> store.createMessage(first.group(), BOBS))
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
  void createMessage_whenTheKeyHasExpired_sendsAgainAndGuardsThat() {
    Sent first = store.createMessage(direct(ANN, BOB, "Hi").group(), KEYED);
    expireKeyOf(first);

    Sent second = store.createMessage(first.group(), KEYED);

    assertThat(second.message()).isNotEqualTo(first.message());
    assertThat(store.createMessage(first.group(), KEYED)).isEqualTo(second);
    assertThat(texts(first.group())).containsExactly("Hi", "Once", "Once");
  }

  @Test
  void createMessage_withAKey_leavesAMarkerThatExpires() {
    Duration window = Duration.ofMinutes(5);

    Sent sent =
        open(settings -> settings.idempotencyWindow(window))
            .createMessage(direct(ANN, BOB, "Hi").group(), KEYED);

    assertThat(
            table
                .item(Keys.messagePartition(sent.group().id()), Keys.idempotency(KEY))
                .get(Attributes.EXPIRES_AT)
                .n())
        .isEqualTo(Long.toString(sent.message().createdAt().plus(window).getEpochSecond()));
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
  void createGroup_whenRepeatedAfterExpiry_sendsIntoTheGroupItMade(NewGroup group) {
    Sent first = store.createGroup(group, KEYED);
    expireKeyOf(first);

    Sent second = store.createGroup(group, KEYED);

    assertThat(second.group().id()).isEqualTo(first.group().id());
    assertThat(texts(first.group())).containsExactly("Once", "Once");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void createGroup_whenRepeatedWithOtherMembers_isRefusedAndWritesNothing(boolean isExpired) {
    Sent first = store.createGroup(TITLED, KEYED);
    if (isExpired) {
      expireKeyOf(first);
    }
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

    assertThatThrownBy(() -> store.createGroup(DIRECT, BOBS))
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

  private void expireKeyOf(Sent sent) {
    clock.set(sent.message().createdAt().plus(WINDOW).plusSeconds(1));
  }
}
