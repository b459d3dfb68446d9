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
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.model.UserReactions;
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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
  private static final String NEXT_DAY = "2023-05-02T10:00:00+00:00";
  private static final String LONG_ID = "x".repeat(1_100);
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
            test -> {
              test.with(test.rowOfBob, Attributes.USER_DISPLAY_NAME, "A".repeat(1_024));
              test.with(test.rowOfBob, Attributes.MESSAGE, "");
              return List.of(
                  finding(Problem.ROW_TOO_LARGE, test.rowOfBob),
                  finding(Problem.ROW_USER_DIFFERS, test.rowOfBob));
            }),
        damage(
            "a row of the old application without messages",
            Problem.ROW_NOT_ADOPTED,
            test -> {
              test.old().row(EVE, "gone", LONG_AGO, ANN, "Hi");
              return new ItemKey("GRP#eve", LONG_AGO);
            }),
        damage(
            "a row of nothing",
            Problem.ROW_OF_NO_GROUP,
            test -> {
              SortKey key = SortKey.of(test.first.createdAt(), "gone");
              test.old().row(EVE, "gone", key.value(), ANN, "Hi");
              return ItemKey.row("eve", key);
            }),
        damage(
            "a group id with a #",
            test -> {
              test.old().converse("g#hash", LONG_AGO, ANN, BOB, "Hi");
              test.old().message("g#hash", NEXT_DAY, BOB, "Hello");
              return List.of(
                  noId("MSG#g#hash", LONG_AGO, "group id 'g#hash' holds a '#'"),
                  noId("GRP#ann", LONG_AGO, "group id 'g#hash' holds a '#'"),
                  noId("GRP#bob", LONG_AGO, "group id 'g#hash' holds a '#'"));
            }),
        damage(
            "a group id of 1,100 characters",
            test -> {
              test.old().converse(LONG_ID, LONG_AGO, ANN, BOB, "Hi");
              return List.of(
                  noId("MSG#" + LONG_ID, LONG_AGO, "group id takes 1100 bytes; at most 64 do"),
                  noId("GRP#ann", LONG_AGO, "group id takes 1100 bytes; at most 64 do"),
                  noId("GRP#bob", LONG_AGO, "group id takes 1100 bytes; at most 64 do"));
            }),
        damage(
            "a head of such a group",
            test -> {
              Map<String, AttributeValue> item = new HashMap<>(test.itemOf(test.head));
              item.put(Attributes.PK, AttributeValue.fromS("MSG#" + LONG_ID));
              test.table.put(item);
              return List.of(
                  noId("MSG#" + LONG_ID, "HEAD", "group id takes 1100 bytes; at most 64 do"));
            }),
        damage(
            "a user id of 1,100 characters",
            test -> {
              test.old().row(user(LONG_ID), "old", LONG_AGO, ANN, "Hi");
              return List.of(
                  noId("GRP#" + LONG_ID, LONG_AGO, "user id takes 1100 bytes; at most 64 do"));
            }),
        damage(
            "a row of a group whose id no key has room for",
            test -> {
              test.old().row(EVE, "g".repeat(3_000), LONG_AGO, ANN, "Hi");
              return List.of(
                  damaged(
                      new ItemKey("GRP#eve", LONG_AGO),
                      "attribute 'message_group_uuid' is longer than an id can be"));
            }),
        damage(
            "a head with a member whose id no key has room for",
            test -> {
              test.delete(test.rowOfBob);
              test.putHead(List.of(ANN, user("b".repeat(3_000))));
              return List.of(damaged(test.head, "attribute 'members' is longer than an id can be"));
            }),
        damage(
            "an item of another program where messages are",
            test -> {
              ItemKey key = new ItemKey("MSG#other", "2026-11-31");
              test.put(key);
              return List.of(damaged(key, "attribute 'sk' is no sort key of a message or row"));
            }),
        damage(
            "equal times in two forms",
            Problem.HEAD_OF_SAME_TIME,
            test -> {
              SortKey key = SortKey.of(test.second.createdAt(), "zzz");
              Message same = new Message(test.group.id(), key, "zzz", ANN, "Same time");
              test.table.put(Schemas.MESSAGES.itemToMap(same, true));
              return test.head;
            }),
        damage(
            "old keys that are not in UTC",
            test -> {
              test.old().message("old", "2023-05-01T11:00:00+05:30", ANN, "Half past five");
              test.old().message("old", "2023-05-01T12:00:00-05:00", ANN, "Five");
              test.old().message("old", "2023-05-01T13:00:00+00:00", ANN, "One");
              test.old().message("old", "2023-05-01T14:00:00+05:30", ANN, "Half past eight");
              test.old().row(ANN, "old", "2023-05-01T14:00:00+05:30", BOB, "Half past eight");
              return List.of(
                  finding(Problem.NOT_ADOPTED, ItemKey.head("old")),
                  finding(
                      Problem.OUT_OF_ORDER, new ItemKey("MSG#old", "2023-05-01T13:00:00+00:00")));
            }),
        damage(
            "an old key of the east",
            Problem.HEAD_AHEAD_OF_OLD_KEYS,
            test -> {
              Instant now = test.clock.instant();
              String key =
                  LocalDateTime.ofInstant(now, ZoneOffset.ofHours(5)).withNano(0) + "+05:00";
              test.old().converse("old", key, ANN, BOB, "Now");
              test.admin.adoptGroup("old", List.of());
              return ItemKey.head("old");
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
            "a streamed edit",
            Problem.CHANGE_NOT_LOGGED,
            test -> {
              test.store
                  .withSendMode(SendMode.STREAMED)
                  .editMessage(test.first.ref(), MessageEdit.ofText("New"));
              return ItemKey.message(test.group.id(), test.first.sortKey());
            }),
        damage(
            "reactions to nothing",
            Problem.REACTIONS_TO_NO_MESSAGE,
            test -> {
              SortKey gone = SortKey.of(test.first.createdAt(), "gone");
              UserReactions reactions =
                  new UserReactions(test.group.id(), gone, "ann", Set.of("+1"));
              test.table.put(Schemas.REACTIONS.itemToMap(reactions, true));
              return ItemKey.reactions(reactions);
            }),
        damage(
            "what a user has read of nothing",
            Problem.STATE_OF_NO_GROUP,
            test -> {
              test.store.updateGroupState(
                  "ann", "nowhere", GroupStateUpdate.begin().hideUpTo(test.clock.instant()));
              return ItemKey.state("ann", "nowhere");
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
              test.clock.advance(Duration.ofMinutes(11));
              test.conversation(ANN, CAT, 1);
              test.clock.advance(Duration.ofMinutes(-11));
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

  private Map<String, AttributeValue> itemOf(ItemKey key) {
    return table.item(key.pk(), key.sk());
  }

  private static User user(String id) {
    return new User(id, "Somebody", "somebody");
  }

  private static Finding noId(String pk, String sk, String problem) {
    return damaged(
        new ItemKey(pk, sk),
        "The "
            + problem
            + "; no store reads or writes it; copy the items to an id that Limits allows");
  }

  private static Finding damaged(ItemKey key, String detail) {
    return new Finding(Problem.DAMAGED, key.pk(), key.sk(), Optional.of(detail));
  }

  private static Finding finding(Problem problem, ItemKey key) {
    return new Finding(problem, key.pk(), key.sk(), Optional.empty());
  }

  private static boolean breaksAPromise(Finding finding) {
    Set<Remedy> ofOthers = Set.of(Remedy.ADOPT, Remedy.MIGRATE, Remedy.NONE);
    if (finding.detail().filter(detail -> detail.contains("holds a '#'")).isPresent()) {
      // What is there is whole, and nobody can read it.
      return false;
    }
    if (finding.problem() == Problem.REACTIONS_TO_NO_MESSAGE
        || finding.problem() == Problem.STATE_OF_NO_GROUP) {
      return false;
    }
    // Here nobody deletes a message, so that its marker would be a mistake.
    return finding.problem() == Problem.MARKER_OF_NO_MESSAGE
        || finding.problem() == Problem.ROW_NOT_ADOPTED
        || finding.problem() == Problem.ROW_OF_NO_GROUP
        || !ofOthers.contains(finding.problem().remedy());
  }

  private static List<Finding> findings(List<CheckReport> reports) {
    return reports.stream().flatMap(report -> report.findings().stream()).toList();
  }

  private static int sum(List<CheckReport> reports, ToIntFunction<CheckReport> count) {
    return reports.stream().mapToInt(count).sum();
  }
}
