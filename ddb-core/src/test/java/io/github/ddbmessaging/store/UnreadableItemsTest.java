package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.UnreadableItem;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A page has its readable items, and says which were not: promise 6 also where items are damaged.
 */
class UnreadableItemsTest extends StoreTest {
  /** Below all messages, between them, and above them. */
  private static final List<String> FOREIGN = List.of("0", "2026-11-21T01:02:03.5", "9 lives#1");

  private MessageGroup group;
  private List<String> whole;

  @BeforeEach
  void startConversation() {
    group = conversation(ANN, BOB, 5).group();
    whole = texts(group);
  }

  @AfterEach
  void removeAll() {
    table.clear();
  }

  static Stream<PageRequest> requests() {
    return Stream.of(1, 2, 3, 4, 5, 8, 9, 1_000)
        .flatMap(size -> Stream.of(newestFirst(size), oldestFirst(size)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void listMessagePages_amongUnreadableItems_haveEachItemOnce(PageRequest request) {
    List<ItemKey> unreadable = damageMessages();

    for (Messaging reader : List.of(store, store.actingAs("ann"), store.withConsistentReads())) {
      List<Page<Message>> pages = reader.listMessagePages(group.id(), request);

      assertThat(pages)
          .flatExtracting(Page::items)
          .extracting(Message::text)
          .containsExactlyInAnyOrder(whole.get(0), whole.get(2), whole.get(3));
      assertThat(pages)
          .flatExtracting(Page::unreadable)
          .extracting(UnreadableItemsTest::key)
          .containsExactlyInAnyOrderElementsOf(unreadable);
      assertThat(pages.subList(0, pages.size() - 1))
          .allMatch(page -> page.items().size() + page.unreadable().size() == request.limit());
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void listMessageGroupPages_amongUnreadableItems_haveEachItemOnce(PageRequest request) {
    direct(ANN, CAT, "Hi Cat");
    List<ItemKey> unreadable = foreignItems(Keys.groupsPartition("ann"), Attributes.GROUP_ID);
    unreadable = Stream.concat(unreadable.stream(), Stream.of(damageRow())).toList();

    List<Page<MessageGroupRow>> pages = store.actingAs("ann").listMessageGroupPages("ann", request);

    assertThat(pages)
        .flatExtracting(Page::items)
        .extracting(MessageGroupRow::preview)
        .containsExactly("Hi Cat");
    assertThat(pages)
        .flatExtracting(Page::unreadable)
        .extracting(UnreadableItemsTest::key)
        .containsExactlyInAnyOrderElementsOf(unreadable);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void listMessages_whenAPageIsFullOfUnreadableItems_isEmptyAndCanBeContinued(int size) {
    foreignItems(Keys.messagePartition(group.id()), Attributes.MESSAGE);
    for (int n = 0; n < 3; n++) {
      putForeign(Keys.messagePartition(group.id()), "99" + n);
    }

    Page<Message> page = store.listMessages(group.id(), newestFirst(size));

    assertThat(page.items()).isEmpty();
    assertThat(page.unreadable()).hasSize(size);
    assertThat(page.next()).isPresent();
  }

  @Test
  void listMessages_betweenTimes_leavesOutUnreadableItemsOfOtherTimes() {
    List<Message> all = store.listMessages(group.id(), oldestFirst(5)).items();
    without(ItemKey.message(group.id(), all.get(0).sortKey()), Attributes.MESSAGE);
    without(ItemKey.message(group.id(), all.get(3).sortKey()), Attributes.MESSAGE);

    Page<Message> page =
        store.listMessages(
            group.id(), oldestFirst(5).between(all.get(2).createdAt(), all.get(4).createdAt()));

    assertThat(page.items()).containsExactly(all.get(2));
    assertThat(page.unreadable())
        .containsExactly(
            new UnreadableItem(
                Keys.messagePartition(group.id()),
                all.get(3).sortKey().value(),
                "attribute 'message' is missing"));
  }

  @Test
  void listMessages_ofAMember_leavesOutItemsBetweenMessagesAndHead() {
    putForeign(Keys.messagePartition(group.id()), "CALL#1");

    Page<Message> page = store.actingAs("ann").listMessages(group.id(), newestFirst(9));

    assertThat(page).extracting(Message::text).hasSize(5);
    assertThat(page.unreadable()).isEmpty();
  }

  @Test
  void toString_ofAPageWithUnreadableItems_holdsNoContent() {
    damageMessages();

    assertThat(store.listMessages(group.id(), newestFirst(9)).toString())
        .contains("attribute 'message_uuid' is missing")
        .doesNotContain("Message 1", "Archer", "marker");
  }

  /** Two messages, and items of another program. */
  private List<ItemKey> damageMessages() {
    List<Message> all = store.listMessages(group.id(), oldestFirst(5)).items();
    List<ItemKey> own =
        Stream.of(all.get(1), all.get(4))
            .map(message -> ItemKey.message(group.id(), message.sortKey()))
            .toList();
    own.forEach(key -> without(key, Attributes.MESSAGE_ID));
    return Stream.concat(
            own.stream(),
            foreignItems(Keys.messagePartition(group.id()), Attributes.GROUP_ID).stream())
        .toList();
  }

  private ItemKey damageRow() {
    ItemKey key = ItemKey.row("ann", ItemKey.rowKey(group));
    without(key, Attributes.USER_ID);
    return key;
  }

  private List<ItemKey> foreignItems(String partition, String attribute) {
    for (String key : FOREIGN) {
      Map<String, AttributeValue> item = new HashMap<>(new ItemKey(partition, key).attributes());
      item.put(attribute, AttributeValue.fromS(group.id()));
      item.put("note", AttributeValue.fromS("marker"));
      table.put(item);
    }
    return FOREIGN.stream().map(key -> new ItemKey(partition, key)).toList();
  }

  private void putForeign(String partition, String key) {
    table.put(new ItemKey(partition, key).attributes());
  }

  private void without(ItemKey key, String attribute) {
    Map<String, AttributeValue> item = new HashMap<>(table.item(key.pk(), key.sk()));
    item.remove(attribute);
    table.put(item);
  }

  private static ItemKey key(UnreadableItem item) {
    return new ItemKey(item.partitionKey(), item.sortKey());
  }
}
