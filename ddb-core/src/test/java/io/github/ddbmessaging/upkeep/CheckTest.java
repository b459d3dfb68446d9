package io.github.ddbmessaging.upkeep;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.model.CheckReport;
import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.Finding.Problem;
import io.github.ddbmessaging.model.Finding.Remedy;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Administration;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TableInvariants;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Damages a table in each way that there is, and sees the damage reported once. */
class CheckTest extends StoreTest {
  private static final String LONG_AGO = "2023-05-01T10:00:00+00:00";
  private static final List<Class<? extends SdkRequest>> READS =
      List.of(
          ScanRequest.class, BatchGetItemRequest.class, GetItemRequest.class, QueryRequest.class);

  private Message first;
  private Message second;
  private MessageGroup group;
  private ItemKey head;
  private ItemKey rowOfBob;

  /** Does damage to the table of a test, and tells what a check must find then. */
  private interface Damage {
    List<Finding> in(CheckTest test);
  }

  @BeforeEach
  void makeAWholeGroup() {
    group = conversation(ANN, BOB, 2).group();
    first = store.listMessages(group.id(), oldestFirst(2)).items().get(0);
    second = store.listMessages(group.id(), oldestFirst(2)).items().get(1);
    head = ItemKey.head(group.id());
    rowOfBob = ItemKey.row("bob", ItemKey.rowKey(group));
    wire.clear();
  }

  @AfterEach
  void removeAll() {
    table.clear();
  }

  static Stream<Arguments> damage() {
    return Stream.of(
        damage(
            "a message lacks its id",
            test -> {
              ItemKey key = ItemKey.message(test.group.id(), test.first.sortKey());
              test.without(key, Attributes.MESSAGE_ID);
              String detail = "attribute 'message_uuid' is missing";
              return List.of(new Finding(Problem.DAMAGED, key.pk(), key.sk(), Optional.of(detail)));
            }),
        damage("no row", Problem.ROW_MISSING, test -> test.delete(test.rowOfBob)),
        damage("two rows", Problem.ROW_LEFT_BEHIND, test -> test.putOlderRow(BOB)),
        damage(
            "a row left behind",
            test ->
                List.of(
                    finding(Problem.ROW_MISSING, test.delete(test.rowOfBob)),
                    finding(Problem.ROW_LEFT_BEHIND, test.putOlderRow(BOB)))),
        damage(
            "a stranger's row",
            Problem.ROW_OF_NO_MEMBER,
            test -> test.putRow(EVE, test.second.sortKey(), test.second)),
        damage(
            "a row of the older message",
            Problem.ROW_NOT_CURRENT,
            test -> test.with(test.rowOfBob, Attributes.MESSAGE, "Message 1")),
        damage(
            "a preview cut without need",
            Problem.ROW_NOT_CURRENT,
            test -> test.with(test.rowOfBob, Attributes.MESSAGE, "Mess")),
        damage(
            "a mention that nobody made",
            Problem.ROW_NOT_CURRENT,
            test -> test.with(test.rowOfBob, Attributes.MENTIONED, AttributeValue.fromBool(true))),
        damage(
            "rows of a lost message",
            test -> {
              test.delete(ItemKey.message(test.group.id(), test.second.sortKey()));
              return List.of(
                  finding(Problem.ROW_NOT_CURRENT, test.rowOfBob),
                  finding(Problem.ROW_NOT_CURRENT, new ItemKey("GRP#ann", test.rowOfBob.sk())));
            }),
        damage(
            "another title",
            Problem.ROW_TITLE_DIFFERS,
            test -> test.with(test.rowOfBob, Attributes.TITLE, "Title")),
        damage(
            "another user",
            Problem.ROW_USER_DIFFERS,
            test -> test.with(test.rowOfBob, Attributes.USER_ID, "bob")),
        damage(
            "another last sender",
            Problem.ROW_USER_DIFFERS,
            test -> test.with(test.rowOfBob, Attributes.LAST_USER_ID, "bob")),
        damage(
            "a large row",
            Problem.ROW_TOO_LARGE,
            test -> {
              User wordy = new User("ann", "A".repeat(1_024), ANN.handle());
              test.putHead(List.of(wordy, BOB));
              test.with(test.rowOfBob, Attributes.USER_DISPLAY_NAME, wordy.displayName());
              return test.with(test.rowOfBob, Attributes.MESSAGE, "");
            }),
        damage(
            "a row of nothing",
            Problem.ROW_OF_NO_GROUP,
            test -> {
              test.old().row(EVE, "gone", LONG_AGO, ANN, "Hi");
              return new ItemKey("GRP#eve", LONG_AGO);
            }),
        damage(
            "a streamed send",
            Problem.HEAD_NOT_CURRENT,
            test -> {
              NewMessage third = NewMessage.from("ann", "Third");
              test.store.withSendMode(SendMode.STREAMED).createMessage(test.group, third);
              return test.head;
            }),
        damage(
            "an indexed head",
            Problem.HEAD_INDEXED,
            test -> test.with(test.head, Attributes.GROUP_ID, test.group.id())),
        damage(
            "no head",
            Problem.HEAD_MISSING,
            test -> {
              for (String id : List.of("m-1", "m-2")) {
                SortKey key = SortKey.of(test.second.createdAt(), id);
                Message seeded = new Message("seeded", key, id, ANN, "Hi");
                test.table.put(Schemas.MESSAGES.itemToMap(seeded, true));
              }
              return ItemKey.head("seeded");
            }),
        damage(
            "a head from a clock that is ahead",
            Problem.HEAD_AHEAD,
            test -> {
              test.clock.advance(Duration.ofHours(25));
              test.conversation(ANN, CAT, 1);
              test.clock.advance(Duration.ofHours(-26));
              return ItemKey.head(MessageGroup.directId("ann", "cat"));
            }),
        damage(
            "a marker of nothing",
            Problem.MARKER_OF_NO_MESSAGE,
            test -> {
              SortKey gone = SortKey.of(test.first.createdAt(), "gone");
              IdempotencyMarker marker =
                  new IdempotencyMarker(test.group.id(), "key", gone, null, Instant.EPOCH);
              test.table.put(Schemas.MARKERS.itemToMap(marker, true));
              return new ItemKey(test.head.pk(), Keys.idempotency("key"));
            }),
        damage(
            "a group of the old application, with a doubled row",
            test -> {
              test.old().converse("old", LONG_AGO, ANN, BOB, "Hi");
              test.old().message("old", "2023-05-01T11:00:00", BOB, "Hello");
              test.old().row(BOB, "old", "2023-05-01T11:00:00", ANN, "Hello");
              return List.of(
                  finding(Problem.NOT_ADOPTED, ItemKey.head("old")),
                  finding(Problem.ROWS_NOT_ADOPTED, new ItemKey("GRP#bob", "2023-05-01T11:00:00")));
            }));
  }

  private static Arguments damage(String name, Damage damage) {
    return argumentSet(name, damage);
  }

  /** Damage that is found at one item. */
  private static Arguments damage(
      String name, Problem problem, Function<CheckTest, ItemKey> damage) {
    return damage(name, test -> List.of(finding(problem, damage.apply(test))));
  }

  @ParameterizedTest
  @MethodSource("damage")
  void check_ofADamagedTableInPagesOfAnySize_reportsTheDamageOnceAndWritesNothing(Damage damage) {
    List<Finding> expected = damage.in(this);

    for (int size : new int[] {1, 2, 3, 1_000}) {
      wire.clear();
      assertThat(findings(admin.check(TableScan.withPageSize(size))))
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(wire.requests()).allMatch(request -> READS.contains(request.getClass()));
    }
    // What the tests hold every table to sees it as well, save for groups that nobody has adopted.
    assertThat(TableInvariants.violations(table.items()).isEmpty())
        .isEqualTo(expected.stream().noneMatch(CheckTest::breaksAPromise));
  }

  @Test
  void damage_ofThisTest_isOfEveryKind() {
    List<Finding> all = new ArrayList<>();
    for (Arguments arguments : damage().toList()) {
      table.clear();
      makeAWholeGroup();
      all.addAll(((Damage) arguments.get()[0]).in(this));
    }

    assertThat(all).extracting(Finding::problem).contains(Problem.values());
  }

  @Test
  void check_ofAWholeTable_findsNothing() {
    store.createGroup(
        NewGroup.titled("Lunch", List.of(ANN, BOB, CAT)),
        NewMessage.from("ann", "x".repeat(1_000)).withIdempotencyKey("key"));

    assertThat(findings(admin.check(WHOLE_TABLE))).isEmpty();
  }

  @Test
  void check_whenTheNewestWasDeletedAndRowsShowTheOneBefore_findsNothing() {
    delete(ItemKey.message(group.id(), second.sortKey()));
    putRow(ANN, second.sortKey(), first);
    putRow(BOB, second.sortKey(), first);

    assertThat(findings(admin.check(WHOLE_TABLE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 150})
  void check_whenARowIsOfTheFirstVersion_findsNothing(int longest) {
    store.createMessage(group, NewMessage.from("ann", "\u20AC".repeat(longest)));
    MessageGroup now = store.findGroup(group.id()).orElseThrow();
    for (User member : now.members()) {
      without(ItemKey.row(member.id(), ItemKey.rowKey(now)), Attributes.DIRECT);
      without(ItemKey.row(member.id(), ItemKey.rowKey(now)), Attributes.LAST_USER_ID);
    }

    assertThat(findings(admin.check(WHOLE_TABLE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1_000})
  void check_inPagesOfAnySize_countsItemsOfEachKind(int size) {
    old().converse("old", LONG_AGO, ANN, BOB, "Hi");
    put(new ItemKey(Keys.checkpointPartition("rows"), "shard-1"));
    put(new ItemKey("X#1", "1"));

    List<CheckReport> reports = admin.check(TableScan.withPageSize(size));

    assertThat(sum(reports, CheckReport::itemsRead)).isEqualTo(10);
    assertThat(sum(reports, CheckReport::groups)).isEqualTo(1);
    assertThat(sum(reports, CheckReport::oldKeys)).isEqualTo(3);
    assertThat(sum(reports, CheckReport::unknownItems)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void check_resumedAtAnyPosition_returnsTheRestOfTheReports(int size) {
    delete(rowOfBob);
    old().converse("old", LONG_AGO, ANN, BOB, "Hi");
    old().message("old", "2023-05-01T11:00:00", BOB, "Hello");
    TableScan scan = TableScan.withPageSize(size);
    List<CheckReport> all = admin.check(scan);

    for (int done = 1; done < all.size(); done++) {
      String position = all.get(done - 1).position().orElseThrow();
      assertThat(admin.check(scan.resumedAt(position))).isEqualTo(all.subList(done, all.size()));
    }
    assertThat(findings(all)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void check_whenAMessageIsSentBeforeARequest_findsNothing(int request) {
    wire.fail(
        number ->
            (read, service) -> {
              if (number == request) {
                sendElsewhere();
              }
              return service.send(read);
            });

    assertThat(findings(admin.check(WHOLE_TABLE))).isEmpty();
  }

  @Test
  void check_whenAMessageIsSentBeforeEveryRequest_findsNothing() {
    wire.fail(
        number ->
            (read, service) -> {
              sendElsewhere();
              return service.send(read);
            });

    assertThat(findings(admin.check(WHOLE_TABLE))).isEmpty();
  }

  @Test
  void check_ofADirectGroup_costsAsDocumented() {
    Meter meter = new Meter();
    Administration metered = openAdmin(table.metered(meter));

    assertThat(meter.measure(() -> metered.check(WHOLE_TABLE))).isEqualTo(new Usage(5, 6, 0));
  }

  @Test
  void check_ofAnIdempotencyMarker_costsTwoReadsMore() {
    store.createMessage(group, NewMessage.from("ann", "Third").withIdempotencyKey("key"));
    Meter meter = new Meter();
    Administration metered = openAdmin(table.metered(meter));

    assertThat(meter.measure(() -> metered.check(WHOLE_TABLE))).isEqualTo(new Usage(6, 8, 0));
  }

  private void sendElsewhere() {
    openElsewhere().createMessage(group.id(), NewMessage.from("bob", "Meanwhile"));
  }

  private OldApplication old() {
    return new OldApplication(table);
  }

  private void put(ItemKey key) {
    table.put(key.attributes());
  }

  private void putHead(List<User> members) {
    MessageGroup changed =
        new MessageGroup(group.id(), group.newest(), members, group.title(), group.createdAt(), 2);
    table.put(Schemas.HEADS.itemToMap(new GroupHead(changed, null), true));
  }

  private ItemKey putRow(User owner, SortKey newest, Message shown) {
    MessageGroupRow row = MemberRows.of(group, Keys.row(newest, group.id()), owner, shown);
    table.put(Schemas.ROWS.itemToMap(row, true));
    return ItemKey.row(owner.id(), row.sortKey());
  }

  private ItemKey putOlderRow(User owner) {
    return putRow(owner, first.sortKey(), second);
  }

  private ItemKey with(ItemKey key, String attribute, String value) {
    return with(key, attribute, AttributeValue.fromS(value));
  }

  private ItemKey with(ItemKey key, String attribute, AttributeValue value) {
    Map<String, AttributeValue> item = new HashMap<>(table.item(key.pk(), key.sk()));
    item.put(attribute, value);
    table.put(item);
    return key;
  }

  private void without(ItemKey key, String attribute) {
    Map<String, AttributeValue> item = new HashMap<>(table.item(key.pk(), key.sk()));
    item.remove(attribute);
    table.put(item);
  }

  private ItemKey delete(ItemKey key) {
    table.delete(key.pk(), key.sk());
    return key;
  }

  private static Finding finding(Problem problem, ItemKey key) {
    return new Finding(problem, key.pk(), key.sk(), Optional.empty());
  }

  private static boolean breaksAPromise(Finding finding) {
    Set<Remedy> ofOthers = Set.of(Remedy.ADOPT, Remedy.MIGRATE, Remedy.NONE);
    // Here nobody deletes a message, so that its marker would be a mistake.
    return finding.problem() == Problem.MARKER_OF_NO_MESSAGE
        || !ofOthers.contains(finding.problem().remedy());
  }

  private static List<Finding> findings(List<CheckReport> reports) {
    return reports.stream().flatMap(report -> report.findings().stream()).toList();
  }

  private static int sum(List<CheckReport> reports, ToIntFunction<CheckReport> count) {
    return reports.stream().mapToInt(count).sum();
  }
}
