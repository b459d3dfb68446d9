package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Promise 8: a damaged item is named, and nothing is written over it. What is damage is stated in
 * {@code SchemasTest}, what pages do about it in {@code UnreadableItemsTest}; here is what each
 * method does that can't go on without the item.
 */
class DamagedItemsTest extends StoreTest {
  private static final NewMessage KEYED = NewMessage.from("ann", "Once").withIdempotencyKey("key");

  private Sent newest;
  private MessageGroup group;
  private ItemKey message;
  private ItemKey head;
  private ItemKey rowOfAnn;

  /** A call that comes upon a damaged item. */
  private interface Call {
    Object on(DamagedItemsTest test);
  }

  @BeforeEach
  void startConversation() {
    newest = conversation(ANN, BOB, 3);
    group = newest.group();
    message = ItemKey.message(group.id(), group.newest());
    head = ItemKey.head(group.id());
    rowOfAnn = ItemKey.row("ann", ItemKey.rowKey(group));
  }

  @AfterEach
  void removeAll() {
    table.clear();
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        call(
            "strict listMessages",
            "message",
            t -> t.strict().listMessages(t.group.id(), newestFirst(9))),
        call(
            "strict listMessagePages",
            "message",
            t -> t.strict().listMessagePages(t.group.id(), newestFirst(9))),
        call("findMessage", "message", t -> t.store.findMessage(t.newest.message().ref())),
        call(
            "strict listMessageGroups",
            "row",
            t -> t.strict().listMessageGroups("ann", newestFirst(9))),
        call("findGroup", "head", t -> t.store.findGroup(t.group.id())),
        call(
            "listMessages as a member",
            "head",
            t -> t.store.actingAs("ann").listMessages(t.group.id(), newestFirst(9))),
        call("createMessage", "head", t -> t.store.createMessage(t.group, KEYED)),
        call("createMessage by id", "head", t -> t.store.createMessage(t.group.id(), KEYED)));
  }

  private static Arguments call(String name, String item, Call call) {
    return argumentSet(name, item, call);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void call_whenAnItemIsDamaged_namesItsKeyAndWritesNothing(String item, Call call) {
    ItemKey key =
        switch (item) {
          case "message" -> message;
          case "row" -> rowOfAnn;
          default -> head;
        };
    damage(key, key.equals(head) ? Attributes.NEWEST : Attributes.MESSAGE);
    List<Map<String, AttributeValue>> before = table.items();

    DamagedItemException damage =
        catchThrowableOfType(DamagedItemException.class, () -> call.on(this));

    assertThat(new ItemKey(damage.partitionKey(), damage.sortKey())).isEqualTo(key);
    assertThat(table.items()).isEqualTo(before);
  }

  static Stream<Arguments> callsOfAStranger() {
    return Stream.of(
        call("findGroup", "head", t -> t.store.actingAs("eve").findGroup(t.group.id())),
        call(
            "listMessages",
            "head",
            t -> t.store.actingAs("eve").listMessages(t.group.id(), newestFirst(9))),
        call(
            "findMessage",
            "head",
            t -> t.store.actingAs("eve").findMessage(t.newest.message().ref())),
        call(
            "createMessage by id",
            "head",
            t ->
                t.store.actingAs("eve").createMessage(t.group.id(), NewMessage.from("eve", "Hi"))));
  }

  @ParameterizedTest
  @MethodSource("callsOfAStranger")
  void call_ofAStranger_whenTheHeadIsDamaged_isRefusedLikeAnyOther(String item, Call call) {
    damage(head, Attributes.NEWEST);

    assertThatThrownBy(() -> call.on(this)).isInstanceOf(NotAMemberException.class);
  }

  @Test
  void listChanges_strictly_ofAStrangerWithAToken_whenAMessageIsDamaged_isRefused() {
    ChangesToken token = store.beginChanges(group.id());
    damage(ItemKey.message(group.id(), newest.message().sortKey()), Attributes.MESSAGE);

    assertThatThrownBy(() -> strict().actingAs("eve").listChanges(group.id(), token, 5))
        .isInstanceOf(NotAMemberException.class);
    assertThatThrownBy(() -> strict().actingAs("ann").listChanges(group.id(), token, 5))
        .isInstanceOf(DamagedItemException.class);
  }

  @Test
  void createMessage_whenAMarkerOfTheFirstVersionNamesNoMessage_refusesTheKeyAndWritesNothing() {
    store.createMessage(group, KEYED);
    ItemKey marker = new ItemKey(head.pk(), Keys.idempotency("key"));
    Map<String, AttributeValue> item = new HashMap<>(table.item(marker.pk(), marker.sk()));
    item.remove(Attributes.CONTENT_HASH);
    item.put(Attributes.MARKED_MESSAGE, AttributeValue.fromS("2026-01-01T00:00:00.000000Z#gone"));
    table.put(item);
    List<Map<String, AttributeValue>> before = table.items();

    assertThatThrownBy(() -> store.createMessage(group, KEYED))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("message is gone");
    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void listMessages_whenAForeignItemStandsAmongMessages_namesItsKey() {
    ItemKey foreign = new ItemKey(head.pk(), "2026-11-31");
    table.put(foreign.attributes());

    assertThatThrownBy(() -> strict().listMessages(group.id(), newestFirst(10)))
        .isInstanceOf(DamagedItemException.class)
        .hasMessageContaining(foreign.sk());
  }

  private Messaging strict() {
    return store.withStrictReads();
  }

  /** Gives an attribute a value of another type, or, a sort key, another form. */
  private void damage(ItemKey key, String attribute) {
    Map<String, AttributeValue> item = new HashMap<>(table.item(key.pk(), key.sk()));
    item.put(
        attribute,
        attribute.equals(Attributes.NEWEST)
            ? AttributeValue.fromS("yesterday")
            : AttributeValue.fromN("17"));
    table.put(item);
  }
}
