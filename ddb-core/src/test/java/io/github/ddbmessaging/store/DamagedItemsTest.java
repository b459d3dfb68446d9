package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Promise 8: a damaged item is named and never skipped, and nothing is written over it. */
class DamagedItemsTest extends StoreTest {
  private Sent newest;
  private MessageGroup group;
  private Map<String, AttributeValue> whole = Map.of();

  @BeforeEach
  void startConversation() {
    newest = conversation(ANN, BOB, 3);
    group = newest.group();
  }

  @AfterEach
  void mend() {
    table.put(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Attributes.MESSAGE,
        Attributes.MESSAGE_ID,
        Attributes.USER_ID,
        Attributes.USER_DISPLAY_NAME,
        Attributes.USER_HANDLE
      })
  void listMessages_whenAMessageLacksAnAttribute_namesItsKey(String attribute) {
    String sk = newest.message().sortKey().value();
    damage(messages(), sk, attribute, null);

    assertNamed(messages(), sk, () -> store.listMessages(group.id(), newestFirst(10)));
  }

  @Test
  void findGroup_whenAnAttributeOfTheHeadIsNoNumber_namesItsKey() {
    damage(messages(), Keys.HEAD, Attributes.VERSION, AttributeValue.fromS("many"));

    assertNamed(messages(), Keys.HEAD, () -> store.findGroup(group.id()));
  }

  static Stream<AttributeValue> otherTypes() {
    return Stream.of(
        AttributeValue.fromN("17"),
        AttributeValue.fromBool(true),
        AttributeValue.fromNul(true),
        AttributeValue.fromL(List.of()),
        AttributeValue.fromM(Map.of()),
        AttributeValue.fromSs(List.of("text")),
        AttributeValue.fromB(SdkBytes.fromUtf8String("text")));
  }

  @ParameterizedTest
  @MethodSource("otherTypes")
  void listMessages_whenAMessagesTextIsOfAnotherType_namesItsKey(AttributeValue value) {
    String sk = newest.message().sortKey().value();
    damage(messages(), sk, Attributes.MESSAGE, value);

    assertNamed(messages(), sk, () -> store.listMessages(group.id(), newestFirst(10)));
  }

  @Test
  void findMessage_whenItLacksAnAttribute_namesItsKey() {
    String sk = newest.message().sortKey().value();
    damage(messages(), sk, Attributes.MESSAGE, null);

    assertNamed(messages(), sk, () -> store.findMessage(group.id(), newest.message().sortKey()));
  }

  @ParameterizedTest
  @ValueSource(strings = {Attributes.GROUP_ID, Attributes.MESSAGE, Attributes.USER_ID})
  void listMessageGroups_whenARowLacksAnAttribute_namesItsKey(String attribute) {
    String pk = Keys.groupsPartition("ann");
    String sk = Keys.row(group.newest(), group.id()).value();
    damage(pk, sk, attribute, null);

    assertNamed(pk, sk, () -> store.listMessageGroups("ann", newestFirst(10)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Attributes.NEWEST, Attributes.MEMBERS, Attributes.CREATED_AT, Attributes.VERSION})
  void findGroup_whenTheHeadLacksAnAttribute_namesItsKey(String attribute) {
    damage(messages(), Keys.HEAD, attribute, null);

    assertNamed(messages(), Keys.HEAD, () -> store.findGroup(group.id()));
  }

  @Test
  void createMessage_whenTheHeadHasAForeignSortKey_namesItsKeyAndWritesNothing() {
    damage(messages(), Keys.HEAD, Attributes.NEWEST, AttributeValue.fromS("yesterday"));
    List<Map<String, AttributeValue>> before = table.items();

    assertNamed(
        messages(), Keys.HEAD, () -> store.createMessage(group, NewMessage.from("ann", "Hi")));
    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void createMessage_whenTheMarkerNamesNoMessage_refusesTheKeyAndWritesNothing() {
    NewMessage keyed = NewMessage.from("ann", "Once").withIdempotencyKey("key");
    store.createMessage(group, keyed);
    String marker = Keys.idempotency("key");
    damage(
        messages(),
        marker,
        Attributes.MARKED_MESSAGE,
        AttributeValue.fromS("2026-01-01T00:00:00.000000Z#gone"));
    List<Map<String, AttributeValue>> before = table.items();

    assertThatThrownBy(() -> store.createMessage(group, keyed))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("message is gone");
    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void listMessages_whenAForeignItemStandsAmongMessages_namesItsKey() {
    table.put(
        Map.of(
            Attributes.PK, AttributeValue.fromS(messages()),
            Attributes.SK, AttributeValue.fromS("2026-11-31")));

    assertNamed(messages(), "2026-11-31", () -> store.listMessages(group.id(), newestFirst(10)));

    table.delete(messages(), "2026-11-31");
    whole = table.item(messages(), Keys.HEAD);
  }

  private String messages() {
    return Keys.messagePartition(group.id());
  }

  private void damage(String pk, String sk, String attribute, AttributeValue value) {
    whole = table.item(pk, sk);
    Map<String, AttributeValue> damaged = new HashMap<>(whole);
    damaged.remove(attribute);
    if (value != null) {
      damaged.put(attribute, value);
    }
    table.put(damaged);
  }

  private static void assertNamed(String pk, String sk, ThrowingCallable call) {
    DamagedItemException damage = catchThrowableOfType(DamagedItemException.class, call);

    assertThat(damage).isNotNull();
    assertThat(List.of(damage.partitionKey(), damage.sortKey())).containsExactly(pk, sk);
  }
}
