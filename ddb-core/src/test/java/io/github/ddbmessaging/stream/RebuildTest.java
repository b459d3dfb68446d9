package io.github.ddbmessaging.stream;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows written anew from the messages. */
class RebuildTest extends ProjectionTest {
  private static final SortKey LONG_AGO = SortKey.parse("2020-01-01T00:00:00.000000Z#m-0");

  @Test
  void rebuildRows_whenTheTableIsEmpty_isThroughAtOnce() {
    assertThat(store.rebuildRows(null, 10))
        .isEqualTo(new RebuildReport(0, 0, 0, List.of(), Optional.empty()));
  }

  @Test
  void rebuildRows_whenTheTableIsWhole_changesNothing() {
    groups(3, ANN, BOB);
    List<Map<String, AttributeValue>> before = itemsButVersions();

    RebuildReport report = store.rebuildRows(null, 1_000);

    assertThat(itemsButVersions()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(report).isEqualTo(new RebuildReport(12, 3, 0, List.of(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 1_000})
  void rebuildRows_inPagesOfAnySize_mendsEveryKindOfDamage(int items) {
    damageEverything();

    rebuild(items);

    assertThat(violations()).isEmpty();
  }

  @Test
  void rebuildRows_whenStoppedAfterAnyPageAndBegunAgain_mendsEveryKindOfDamage() {
    damageEverything();
    String position = null;
    for (int pages = 1; pages <= 5; pages++) {
      position = store.rebuildRows(position, 3).next().orElseThrow();
    }

    rebuild(4);

    assertThat(violations()).isEmpty();
  }

  @Test
  void rebuildRows_whenARowIsMissing_countsTheGroup() {
    MessageGroup group = group();
    removeRow(ANN, group);

    assertThat(store.rebuildRows(null, 1_000).groups()).isEqualTo(1);
    assertThat(rows("ann")).hasSize(1);
  }

  @Test
  void rebuildRows_whenRowsAreAtWrongPlaces_removesAndCountsThem() {
    MessageGroup group = group();
    putRow(ANN, group, LONG_AGO);
    putRow(EVE, group, group.newest());

    assertThat(store.rebuildRows(null, 1_000).rowsRemoved()).isEqualTo(2);
    assertThat(rows("eve")).isEmpty();
  }

  @Test
  void rebuildRows_whenStreamRecordsWereLost_showsTheNewestMessage() {
    MessageGroup group = group();
    send(group, "Second");
    Message third = send(group, "Third");

    store.rebuildRows(null, 1_000);

    assertThat(place(group.id())).isEqualTo(third.sortKey().value());
    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("Third");
  }

  @Test
  void rebuildRows_whenAGroupIsBehindAndHasARowAtAWrongPlace_mendsBothInOnePage() {
    MessageGroup group = group();
    send(group, "Second");
    putRow(ANN, group, LONG_AGO);

    store.rebuildRows(null, 1_000);

    assertThat(rows("ann")).extracting(MessageGroupRow::preview).containsExactly("Second");
  }

  @Test
  void rebuildRows_whenTheNewestWasDeleted_showsTheNewestLeftInItsPlace() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    drain();
    delete(second);

    store.rebuildRows(null, 1_000);

    assertThat(place(group.id())).isEqualTo(second.sortKey().value());
    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("First");
  }

  @Test
  void rebuildRows_whenTheSameRowAtAWrongPlaceComesBack_removesItAgain() {
    MessageGroup group = group();
    putRow(ANN, group, LONG_AGO);
    store.rebuildRows(null, 1_000);
    putRow(ANN, group, LONG_AGO);

    RebuildReport report = store.rebuildRows(null, 1_000);

    assertThat(report.rowsRemoved()).isEqualTo(1);
    assertThat(rows("ann")).hasSize(1);
  }

  @Test
  void rebuildRows_whenTheNewestWasDeletedAndAMessageBelowItComes_showsThat() {
    Message second = send(group(), "Second");
    drain();
    delete(second);
    stream.skip();
    store.rebuildRows(null, 1_000);

    sendBehind(second, "Behind");
    drain();

    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("Behind");
  }

  @Test
  void rebuildRows_whenTheMessageGoesBetweenLookAndWrite_doesNotShowIt() {
    Message second = send(group(), "Second");
    beforeTheNextWrite(() -> delete(second));

    store.rebuildRows(null, 1_000);

    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("First");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void rebuildRows_whenAnOlderMessageComesBetweenLookAndWrite_showsIt(int write) {
    Message newest = send(group(), "Newest");
    drain();
    delete(newest);
    stream.skip();
    beforeWrite(
        write,
        () -> {
          sendBehind(newest, "Older");
          project(stream.next());
        });

    store.rebuildRows(null, 1_000);

    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("Older");
  }

  @Test
  void rebuildRows_whenAGroupMovesBeforeItsRowAtAWrongPlaceIsRemoved_removesItStill() {
    MessageGroup group = group();
    putRow(EVE, group, LONG_AGO);
    beforeWrite(
        2, () -> store.transactional().createMessage(group.id(), NewMessage.from("ann", "Second")));

    RebuildReport report = store.rebuildRows(null, 1_000);

    assertThat(report.rowsRemoved()).isEqualTo(1);
  }

  @Test
  void rebuildRows_whenARowIsOfAGroupWithoutHead_leavesItAlone() {
    MessageGroup unknown =
        new MessageGroup("old", LONG_AGO, List.of(ANN, BOB), null, LONG_AGO.instant(), 1);
    table.put(Schemas.MESSAGES.itemToMap(new Message("old", LONG_AGO, "m-0", ANN, "Hi"), true));
    putRow(ANN, unknown, LONG_AGO);

    RebuildReport report = store.rebuildRows(null, 1_000);

    assertThat(report.rowsRemoved()).isZero();
    assertThat(rows("ann")).hasSize(1);
  }

  @Test
  void rebuildRows_whenAnItemIsDamaged_reportsItAndMendsTheRest() {
    MessageGroup group = group();
    removeRow(ANN, group);
    Map<String, AttributeValue> damaged = row(BOB, group, LONG_AGO);
    damaged.remove(Attributes.GROUP_ID);
    table.put(damaged);

    RebuildReport report = store.rebuildRows(null, 1_000);

    assertThat(report.problems())
        .singleElement()
        .isInstanceOf(DamagedItemException.class)
        .asString()
        .contains("GRP#bob");
    assertThat(rows("ann")).hasSize(1);
    table.delete("GRP#bob", damaged.get(Attributes.SK).s());
  }

  @Test
  void rebuildRows_whenTheStoreActsForAStranger_worksForAllGroups() {
    MessageGroup group = group();
    removeRow(ANN, group);

    store.actingAs("eve").rebuildRows(null, 1_000);

    assertThat(rows("ann")).hasSize(1);
  }

  @Test
  void rebuildRows_ofAGroupOfTwo_costsAsDocumented() {
    group();
    Meter meter = new Meter();

    metered(meter).rebuildRows(null, 1_000);

    assertThat(meter.total()).isEqualTo(new Usage(4, 3, 8));
  }

  @Test
  void rebuildRows_besideALiveSender_losesAndDoublesNothing() throws Exception {
    List<MessageGroup> groups = groups(4, ANN, BOB);
    CountDownLatch begun = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> sending =
          thread.submit(
              () -> {
                for (int n = 0; n < 25; n++) {
                  for (MessageGroup group : groups) {
                    store
                        .transactional()
                        .createMessage(group.id(), NewMessage.from("ann", "Message " + n));
                  }
                  begun.countDown();
                }
              });
      begun.await();
      while (!sending.isDone()) {
        rebuild(7);
      }
      sending.get();
    } finally {
      thread.shutdownNow();
    }

    assertThat(violations()).isEmpty();
  }

  @Test
  void rebuildRows_whenKeysOfOthersHoldLineBreaks_comesToTheEnd() {
    for (int n = 1; n <= 20; n++) {
      table.put(
          Map.of(
              Attributes.PK, AttributeValue.fromS("CHK#" + n + "\ny"),
              Attributes.SK, AttributeValue.fromS("sk")));
    }

    int pages = 1;
    Optional<String> position = store.rebuildRows(null, 1).next();
    while (position.isPresent() && pages < 30) {
      pages++;
      position = store.rebuildRows(position.get(), 1).next();
    }

    assertThat(position).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "QUJD", ".QQ", "QQ.", "QQ.%"})
  void rebuildRows_whenThePositionIsDamaged_isRefused(String position) {
    assertThatThrownBy(() -> store.rebuildRows(position, 10))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("position");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_001})
  void rebuildRows_whenThePageIsTooSmallOrLarge_isRefused(int items) {
    assertThatThrownBy(() -> store.rebuildRows(null, items))
        .isInstanceOf(InvalidInputException.class);
  }

  /** One group for each kind of damage, and one that is whole. */
  private void damageEverything() {
    List<MessageGroup> groups = groups(6, ANN, BOB);
    removeRow(ANN, groups.get(0));
    putRow(ANN, groups.get(1), LONG_AGO);
    putRow(EVE, groups.get(2), groups.get(2).newest());
    putRow(BOB, groups.get(3), groups.get(3).newest());
    send(groups.get(4), "Second");
    putRow(ANN, groups.get(4), LONG_AGO);
    stream.skip();
  }

  private void rebuild(int items) {
    Optional<String> position = store.rebuildRows(null, items).next();
    while (position.isPresent()) {
      position = store.rebuildRows(position.get(), items).next();
    }
  }

  private void removeRow(User owner, MessageGroup group) {
    table.delete(Keys.groupsPartition(owner.id()), Keys.row(group.newest(), group.id()).value());
  }

  private void putRow(User owner, MessageGroup group, SortKey place) {
    table.put(row(owner, group, place));
  }

  /** A row that shows what nobody wrote. */
  private static Map<String, AttributeValue> row(User owner, MessageGroup group, SortKey place) {
    return new HashMap<>(
        Schemas.ROWS.itemToMap(
            new MessageGroupRow(
                owner.id(), Keys.row(place, group.id()), group.id(), "Stale", group.title(), ANN),
            true));
  }
}
