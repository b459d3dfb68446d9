package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items that the old application wrote, among those of the library. */
class OldItemsTest extends StoreTest {
  private static final String GROUP = "g-old";

  /** Sort keys of both kinds in their order, and the times that they stand for. */
  private static final Map<String, Instant> TIMES =
      new TreeMap<>(
          Map.of(
              "2026-11-20T20:02:00.5-05:00", Instant.parse("2026-11-21T01:02:00.500Z"),
              "2026-11-21T01:01:58", Instant.parse("2026-11-21T01:01:58Z"),
              "2026-11-21T01:02", Instant.parse("2026-11-21T01:02:00Z"),
              "2026-11-21T01:03Z", Instant.parse("2026-11-21T01:03:00Z"),
              "2026-11-21T01:02:00+00:00", Instant.parse("2026-11-21T01:02:00Z"),
              "2026-11-21T01:02:00.000001Z#m-new-1", Instant.parse("2026-11-21T01:02:00.000001Z"),
              "2026-11-21T01:02:00.25+00:00", Instant.parse("2026-11-21T01:02:00.250Z"),
              "2026-11-21T01:02:01.123456", Instant.parse("2026-11-21T01:02:01.123456Z"),
              "2026-11-21T01:02:01.123456789+00:00",
                  Instant.parse("2026-11-21T01:02:01.123456789Z"),
              "2026-11-21T01:02:02.000000Z#m-new-2", Instant.parse("2026-11-21T01:02:02Z")));

  private static final List<String> KEYS = List.copyOf(TIMES.keySet());

  @BeforeEach
  void putItemsOfBothKinds() {
    OldApplication old = new OldApplication(table);
    for (String key : KEYS) {
      if (key.contains("#")) {
        SortKey own = new SortKey(key);
        table.put(Schemas.MESSAGES.itemToMap(new Message(GROUP, own, "m", ANN, key), true));
        table.put(
            Schemas.ROWS.itemToMap(
                new MessageGroupRow("ann", own, GROUP, key, null, BOB, true, false, "ann"), true));
      } else {
        old.message(GROUP, key, BOB, key);
        old.row(ANN, GROUP, key, BOB, key);
      }
    }
  }

  @Test
  void listMessages_whenSomeAreOld_listsAllWithTheirTrueTimes() {
    List<Message> messages = store.listMessages(GROUP, oldestFirst(100)).items();

    assertThat(messages).extracting(Message::text).isEqualTo(KEYS);
    assertThat(messages).extracting(Message::createdAt).isEqualTo(List.copyOf(TIMES.values()));
    assertThat(messages.get(0))
        .isEqualTo(new Message(GROUP, new SortKey(KEYS.get(0)), "old-1", BOB, KEYS.get(0)));
  }

  @Test
  void listMessageGroups_whenSomeAreOld_listsAllWithTheirTrueTimes() {
    List<MessageGroupRow> rows = store.listMessageGroups("ann", oldestFirst(100)).items();

    assertThat(rows).extracting(MessageGroupRow::preview).isEqualTo(KEYS);
    assertThat(rows)
        .extracting(MessageGroupRow::lastMessageAt)
        .isEqualTo(List.copyOf(TIMES.values()));
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
  void listMessages_afterAnOldOne_continuesThere() {
    Message old = store.listMessages(GROUP, oldestFirst(3)).items().get(2);

    assertThat(textsOf(oldestFirst(100).after(old.ref()))).isEqualTo(KEYS.subList(3, KEYS.size()));
  }

  @Test
  void listMessages_betweenTimesWithinASecond_findsTheOldOnesThere() {
    Instant from = Instant.parse("2026-11-21T01:02:00Z");

    assertThat(textsOf(oldestFirst(100).between(from, from.plusMillis(250))))
        .isEqualTo(KEYS.subList(2, 5));
    assertThat(textsOf(oldestFirst(100).between(from.plusMillis(250), from.plusMillis(500))))
        .isEqualTo(KEYS.subList(5, 6));
  }

  /** A key of a whole minute may have no seconds, and then sorts among others of its minute. */
  @Test
  void listMessages_betweenTimesAroundAKeyWithoutSeconds_findsIt() {
    Instant time = Instant.parse("2026-11-21T01:03:00Z");

    assertThat(textsOf(oldestFirst(100).between(time, time.plusMillis(500))))
        .containsExactly("2026-11-21T01:03Z");
    assertThat(textsOf(newestFirst(100).between(time.minusSeconds(30), time.plusSeconds(60))))
        .containsExactly("2026-11-21T01:03Z");
    assertThat(textsOf(newestFirst(100).between(time.plusMillis(1), time.plusSeconds(30))))
        .isEmpty();
  }

  private List<String> textsOf(PageRequest first) {
    return store.listMessagePages(GROUP, first).stream()
        .flatMap(page -> page.items().stream())
        .map(Message::text)
        .toList();
  }
}
