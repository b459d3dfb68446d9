package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items that the old application wrote, among those of the library. */
class OldItemsTest extends StoreTest {
  private static final String GROUP = "g-old";

  /** Of both kinds, in the order of their sort keys. */
  private static final List<String> KEYS =
      List.of(
          "2026-11-20T20:02:00.5-05:00",
          "2026-11-21T01:01:58",
          "2026-11-21T01:02:00+00:00",
          "2026-11-21T01:02:00.000001Z#m-new-1",
          "2026-11-21T01:02:00.25+00:00",
          "2026-11-21T01:02:01.123456",
          "2026-11-21T01:02:01.123456789+00:00",
          "2026-11-21T01:02:02.000000Z#m-new-2");

  private static final List<Instant> TIMES =
      List.of(
          Instant.parse("2026-11-21T01:02:00.500Z"),
          Instant.parse("2026-11-21T01:01:58Z"),
          Instant.parse("2026-11-21T01:02:00Z"),
          Instant.parse("2026-11-21T01:02:00.000001Z"),
          Instant.parse("2026-11-21T01:02:00.250Z"),
          Instant.parse("2026-11-21T01:02:01.123456Z"),
          Instant.parse("2026-11-21T01:02:01.123456789Z"),
          Instant.parse("2026-11-21T01:02:02Z"));

  @BeforeEach
  void putItemsOfBothKinds() {
    for (String key : KEYS) {
      if (key.contains("#")) {
        Message message = new Message(GROUP, SortKey.parse(key), "m-new", ANN, key);
        table.put(Schemas.MESSAGES.itemToMap(message, true));
        MessageGroupRow row = new MessageGroupRow("ann", SortKey.parse(key), GROUP, key, null, BOB);
        table.put(Schemas.ROWS.itemToMap(row, true));
      } else {
        table.put(old(Keys.messagePartition(GROUP), key, Attributes.MESSAGE_ID, "m-old"));
        table.put(old(Keys.groupsPartition("ann"), key, Attributes.GROUP_ID, GROUP));
      }
    }
  }

  @Test
  void listMessages_whenSomeAreOld_listsAllWithTheirTrueTimes() {
    Page<Message> page = store.listMessages(GROUP, oldestFirst(100));

    assertThat(page.items()).extracting(Message::text).isEqualTo(KEYS);
    assertThat(page.items()).extracting(Message::createdAt).isEqualTo(TIMES);
  }

  @Test
  void listMessages_whenOneIsOld_returnsAllOfIt() {
    assertThat(store.listMessages(GROUP, oldestFirst(1)).items())
        .containsExactly(new Message(GROUP, SortKey.parse(KEYS.get(0)), "m-old", BOB, KEYS.get(0)));
  }

  @Test
  void listMessageGroups_whenSomeAreOld_listsAllWithTheirTrueTimes() {
    Page<MessageGroupRow> page = store.listMessageGroups("ann", oldestFirst(100));

    assertThat(page.items()).extracting(MessageGroupRow::preview).isEqualTo(KEYS);
    assertThat(page.items()).extracting(MessageGroupRow::lastMessageAt).isEqualTo(TIMES);
  }

  @Test
  void listMessages_whenSomeAreOldInPagesOfAnySize_putTogetherIsTheWholeList() {
    for (int size = 1; size <= KEYS.size(); size++) {
      assertThat(textsOf(oldestFirst(size))).isEqualTo(KEYS);
      assertThat(textsOf(newestFirst(size))).containsExactlyInAnyOrderElementsOf(KEYS);
    }
  }

  @Test
  void listMessageGroups_whenSomeAreOldInPagesOfAnySize_putTogetherIsTheWholeList() {
    for (int size = 1; size <= KEYS.size(); size++) {
      assertThat(store.listMessageGroupPages("ann", oldestFirst(size)))
          .flatExtracting(page -> page.items())
          .extracting(MessageGroupRow::preview)
          .isEqualTo(KEYS);
    }
  }

  @Test
  void listMessages_afterTheCursorOfAnOldOne_goesOnThere() {
    Message old = store.listMessages(GROUP, oldestFirst(3)).items().get(2);

    assertThat(textsOf(oldestFirst(100).after(old.cursor())))
        .isEqualTo(KEYS.subList(3, KEYS.size()));
  }

  @Test
  void listMessages_betweenTimesWithinASecond_findsTheOldOnesThere() {
    Instant from = Instant.parse("2026-11-21T01:02:00Z");

    assertThat(textsOf(oldestFirst(100).between(from, from.plusMillis(250))))
        .containsExactly(KEYS.get(2), KEYS.get(3));
    assertThat(textsOf(oldestFirst(100).between(from.plusMillis(250), from.plusMillis(500))))
        .containsExactly(KEYS.get(4));
  }

  @Test
  void findMessage_whenItIsOld_returnsIt() {
    assertThat(store.findMessage(GROUP, SortKey.parse(KEYS.get(5)))).isPresent();
  }

  private List<String> textsOf(PageRequest first) {
    return store.listMessagePages(GROUP, first).stream()
        .flatMap(page -> page.items().stream())
        .map(Message::text)
        .toList();
  }

  private static Map<String, AttributeValue> old(
      String pk, String sk, String idAttribute, String id) {
    return Map.of(
        Attributes.PK,
        AttributeValue.fromS(pk),
        Attributes.SK,
        AttributeValue.fromS(sk),
        Attributes.MESSAGE,
        AttributeValue.fromS(sk),
        idAttribute,
        AttributeValue.fromS(id),
        Attributes.USER_ID,
        AttributeValue.fromS(BOB.id()),
        Attributes.USER_DISPLAY_NAME,
        AttributeValue.fromS(BOB.displayName()),
        Attributes.USER_HANDLE,
        AttributeValue.fromS(BOB.handle()));
  }
}
