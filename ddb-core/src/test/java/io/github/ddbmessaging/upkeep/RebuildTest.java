package io.github.ddbmessaging.upkeep;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.project.ProjectionTest;
import io.github.ddbmessaging.store.Administration;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.StoreKind;
import io.github.ddbmessaging.store.Table;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows rewritten from the messages. */
@ParameterizedClass(name = "{0}")
@EnumSource
class RebuildTest extends ProjectionTest {
  private static final SortKey LONG_AGO = new SortKey("2020-01-01T00:00:00.000000Z#m-0");
  private static final TableScan WHOLE_TABLE = TableScan.withPageSize(Limits.PAGE_SIZE);

  @Parameter StoreKind kind;
  private Administration admin;

  @BeforeEach
  void openAdmin() {
    admin = openAdmin(wire.to(table));
  }

  @Test
  void rebuild_whenTheTableIsEmpty_endsAtOnce() {
    assertThat(admin.rebuild(WHOLE_TABLE))
        .containsExactly(new RebuildReport(0, 0, 0, List.of(), Optional.empty()));
  }

  @Test
  void rebuild_whenAMessageHasAKeyOfTheOriginalApplication_keepsTheReactionsToIt() {
    new OldApplication(table).converse("old", "2026-11-21T01:02:00+00:00", ANN, BOB, "Hi");
    Message message = store.listMessages("old", PageRequest.newestFirst(1)).items().get(0);
    store.addReaction(message.ref(), "bob", "+1");

    rebuild();

    assertThat(
            store
                .withReactions()
                .listMessages("old", PageRequest.newestFirst(1))
                .items()
                .get(0)
                .reactions())
        .hasSize(1);
  }

  @Test
  void rebuild_whenAGroupIsGone_removesWhatUsersHaveReadOfIt() {
    String group =
        store.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("ann", "Hi")).group().id();
    store.updateGroupState("bob", group, GroupStateUpdate.begin().pin());
    MessageRef gone = new MessageRef("nowhere", SortKey.of(clock.instant(), "m-1"), "m-1");
    store.markRead("bob", gone, 0);
    store.updateGroupState("bob", "hidden", GroupStateUpdate.begin().hideUpTo(clock.instant()));

    rebuild();

    assertThat(table.item("GRP#bob", "ST#" + group)).isNotEmpty();
    assertThat(table.item("GRP#bob", "ST#nowhere")).isEmpty();
    assertThat(table.item("GRP#bob", "ST#hidden")).isEmpty();
  }

  /** Before the first message of a direct group, there is nothing else of it. */
  @Test
  void rebuild_whenAGroupIsNotThereYet_keepsWhatUsersHaveNotedOfIt() {
    String group = MessageGroup.directId("ann", "bob");
    store.updateGroupState(
        "bob",
        group,
        GroupStateUpdate.begin()
            .pin()
            .muteUntil(clock.instant().plus(Duration.ofDays(1)))
            .withData(Map.of("colour", "blue")));

    rebuild();

    assertThat(admin.check(WHOLE_TABLE).get(0).findings()).isEmpty();
    assertThat(table.item("GRP#bob", "ST#" + group)).isNotEmpty();
  }

  @Test
  void rebuild_whenAGroupIsMadeMeanwhile_keepsWhatUsersHaveReadOfIt() {
    String group = MessageGroup.directId("ann", "bob");
    store.updateGroupState("bob", group, GroupStateUpdate.begin().hideUpTo(clock.instant()));
    wire.beforeWrite(
        1, () -> store.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("ann", "Hi Bob")));

    rebuild();

    assertThat(table.item("GRP#bob", "ST#" + group)).isNotEmpty();
  }

  @Test
  void rebuild_whenTheTableIsWhole_changesNothing() {
    groups(3, ANN, BOB);
    List<Map<String, AttributeValue>> before = itemsButVersions();

    RebuildReport report = rebuild();

    assertThat(itemsButVersions()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(report).isEqualTo(new RebuildReport(12, 3, 0, List.of(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 1_000})
  void rebuild_inPagesOfAnySize_mendsEveryKindOfDamage(int items) {
    damageEverything();

    admin.rebuild(TableScan.withPageSize(items));

    assertThat(violations()).isEmpty();
  }

  @Test
  void rebuild_resumedAtAnyPosition_doesTheRest() {
    groups(4, ANN, BOB);
    List<RebuildReport> all = admin.rebuild(TableScan.withPageSize(3));

    for (int done = 1; done < all.size(); done++) {
      String position = all.get(done - 1).position().orElseThrow();
      assertThat(admin.rebuild(TableScan.withPageSize(3).resumedAt(position)))
          .isEqualTo(all.subList(done, all.size()));
    }
  }

  @Test
  void rebuild_whenRowsHaveWrongKeys_removesAndCountsThemEachTime() {
    MessageGroup group = group();
    for (int n = 1; n <= 2; n++) {
      putRow(ANN, group, LONG_AGO);
      putRow(EVE, group, group.newest());

      assertThat(rebuild().rowsRemoved()).isEqualTo(2);
    }

    assertThat(rows("ann")).hasSize(1);
    assertThat(rows("eve")).isEmpty();
  }

  @Test
  void rebuild_whenAGroupIsBehindAndHasARowAtAWrongKey_mendsBothInOnePage() {
    MessageGroup group = group();
    send(group, "Second");
    Message third = send(group, "Third");
    putRow(ANN, group, LONG_AGO);

    rebuild();

    assertThat(newestKey(group.id())).isEqualTo(third.sortKey().value());
    assertThat(previews("ann")).containsExactly("Third");
  }

  @Test
  void rebuild_whenTheNewestWasDeleted_showsTheNewestLeftAtItsTime() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    drain();
    delete(second);

    rebuild();

    assertThat(newestKey(group.id())).isEqualTo(second.sortKey().value());
    assertThat(previews("bob")).containsExactly("First");
  }

  @Test
  void rebuild_whenTheNewestWasDeletedAndAMessageBelowItComes_showsThat() {
    Message second = send(group(), "Second");
    drain();
    delete(second);
    stream.skip();
    rebuild();

    sendBehind(second, "Behind");
    drain();

    assertThat(previews("bob")).containsExactly("Behind");
  }

  @Test
  void rebuild_whenTheMessageGoesBetweenLookAndWrite_doesNotShowIt() {
    Message second = send(group(), "Second");
    wire.beforeWrite(1, () -> delete(second));

    rebuild();

    assertThat(previews("bob")).containsExactly("First");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void rebuild_whenAnOlderMessageComesBetweenLookAndWrite_showsIt(int write) {
    Message newest = send(group(), "Newest");
    drain();
    delete(newest);
    stream.skip();
    wire.beforeWrite(
        write,
        () -> {
          sendBehind(newest, "Older");
          project(stream.next());
        });

    rebuild();

    assertThat(previews("bob")).containsExactly("Older");
  }

  @Test
  void rebuild_whenAGroupMovesBeforeItsRowAtAWrongKeyIsRemoved_removesItStill() {
    MessageGroup group = group();
    putRow(EVE, group, LONG_AGO);
    wire.beforeWrite(
        2, () -> transactional.createMessage(group.id(), NewMessage.from("ann", "Second")));

    assertThat(rebuild().rowsRemoved()).isEqualTo(1);
  }

  @Test
  void rebuild_whenARowIsOfAGroupWithoutHead_leavesItAlone() {
    MessageGroup unknown =
        new MessageGroup("old", LONG_AGO, List.of(ANN, BOB), null, LONG_AGO.instant(), 1);
    table.put(Schemas.MESSAGES.itemToMap(new Message("old", LONG_AGO, "m-0", ANN, "Hi"), true));
    putRow(ANN, unknown, LONG_AGO);

    assertThat(rebuild().rowsRemoved()).isZero();
    assertThat(rows("ann")).hasSize(1);
  }

  @Test
  void rebuild_whenAnItemIsDamaged_reportsItAndMendsTheRest() {
    MessageGroup group = group();
    removeRow(ANN, group);
    Map<String, AttributeValue> damaged = row(BOB, group, LONG_AGO);
    damaged.remove(Attributes.GROUP_ID);
    table.put(damaged);

    RebuildReport report = rebuild();

    assertThat(report.problems())
        .singleElement()
        .isInstanceOf(DamagedItemException.class)
        .asString()
        .contains("GRP#bob");
    assertThat(rows("ann")).hasSize(1);
    table.delete("GRP#bob", damaged.get(Attributes.SK).s());
  }

  @Test
  void rebuild_ofAGroupOfTwo_costsAsDocumented() {
    group();
    Meter meter = new Meter();
    Administration metered = openAdmin(table.metered(meter));

    assertThat(meter.measure(() -> metered.rebuild(WHOLE_TABLE))).isEqualTo(new Usage(4, 3, 8));
  }

  @Test
  void rebuild_besideALiveSender_losesAndDoublesNothing() throws Exception {
    List<MessageGroup> groups = groups(4, ANN, BOB);
    CountDownLatch begun = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> sending =
          thread.submit(
              () -> {
                for (int n = 0; n < 25; n++) {
                  for (MessageGroup group : groups) {
                    NewMessage message = NewMessage.from("ann", "Message " + n);
                    transactional.createMessage(group.id(), message);
                  }
                  begun.countDown();
                }
              });
      begun.await();
      while (!sending.isDone()) {
        admin.rebuild(TableScan.withPageSize(7));
      }
      sending.get();
    } finally {
      thread.shutdownNow();
    }

    assertThat(violations()).isEmpty();
  }

  @Test
  void rebuild_whenKeysOfOthersHoldLineBreaks_reachesTheEnd() {
    for (int n = 1; n <= 20; n++) {
      table.put(
          Map.of(
              Attributes.PK, AttributeValue.fromS("CHK#" + n + "\ny"),
              Attributes.SK, AttributeValue.fromS("sk")));
    }

    assertThat(admin.rebuild(TableScan.withPageSize(1))).hasSizeLessThan(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "QUJD", ".QQ", "QQ.", "QQ.%"})
  void rebuild_whenThePositionIsDamaged_isRefused(String position) {
    assertThatThrownBy(() -> admin.rebuild(WHOLE_TABLE.resumedAt(position)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("position");
  }

  private Administration openAdmin(Table way) {
    return kind.openAdmin(way, settings -> configured(settings));
  }

  private RebuildReport rebuild() {
    return admin.rebuild(WHOLE_TABLE).get(0);
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

  private void removeRow(User owner, MessageGroup group) {
    table.delete(Keys.groupsPartition(owner.id()), Keys.row(group.newest(), group.id()).value());
  }

  private void putRow(User owner, MessageGroup group, SortKey newest) {
    table.put(row(owner, group, newest));
  }

  /** A row that shows what nobody wrote. */
  private static Map<String, AttributeValue> row(User owner, MessageGroup group, SortKey newest) {
    return new HashMap<>(
        Schemas.ROWS.itemToMap(
            new MessageGroupRow(
                owner.id(),
                Keys.row(newest, group.id()),
                group.id(),
                "Stale",
                group.title(),
                ANN,
                group.isDirect(),
                false,
                null),
            true));
  }
}
