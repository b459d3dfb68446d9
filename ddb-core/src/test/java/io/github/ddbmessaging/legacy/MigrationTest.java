package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.project.StreamRecords;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.TableInvariants;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** A whole table of the original application, brought to the layout of this library. */
class MigrationTest extends OldTableTest {
  private static final String TEN = "2023-05-01T10:00:00+00:00";
  private static final String ELEVEN = "2023-05-01T11:00:00.123456+00:00";
  private static final String NOON = "2023-05-01T12:00:00";

  /** Above other keys of the five hours after it. */
  private static final String HALF_PAST_TEN = "2023-05-01T16:00:00+05:30";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1_000})
  void migrate_inPagesOfAnySize_leavesNothingInTheOriginalForm(int items) {
    conversations();

    admin.migrate(TableScan.withPageSize(items));

    assertMigrated();
  }

  /** Each move depended on the head as first read, so that all but one were refused once. */
  @Test
  void migrate_whenMessagesOfOneGroupMove_dependsOnTheHeadThatTheMoveBeforeLeft() {
    old.converse(GROUP, TEN, ANN, BOB, "Ten");
    old.message(GROUP, ELEVEN, BOB, "Eleven");
    admin.adoptGroup(GROUP, List.of(ANN, BOB));
    wire.clear();

    List<MigrationReport> reports = admin.migrate(WHOLE_TABLE);

    assertThat(reports).extracting(MigrationReport::messages).containsExactly(2);
    assertThat(wire.requests(TransactWriteItemsRequest.class)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void migrate_whenStoppedAfterAnyPageAndResumed_leavesNothingInTheOriginalForm(int pages) {
    conversations();
    Iterator<MigrationReport> stopped =
        MessagingAdmin.builder()
            .client(table.client())
            .tableName(table.name())
            .build()
            .migrate(TableScan.withPageSize(2))
            .iterator();
    String position = null;
    for (int n = 1; n <= pages; n++) {
      position = stopped.next().position().orElseThrow();
    }

    admin.migrate(TableScan.withPageSize(3).resumedAt(position));

    assertMigrated();
  }

  @Test
  void migrate_whenTheProcessEndsBeforeOrAfterAnyRequest_continuesWhenBegunAgain() {
    conversations();
    for (int request = 1; request <= 25; request++) {
      wire.endProcess(request, Faults.goneAfterwards());
      List<String> before = texts();
      try {
        admin.migrate(WHOLE_TABLE);
      } catch (RuntimeException e) {
        assertThat(e).hasStackTraceContaining("The process has ended");
      }
      assertThat(texts()).containsExactlyInAnyOrderElementsOf(before);
      assertThat(TableInvariants.violations(table.items())).isEmpty();
    }
    wire.clear();

    admin.migrate(WHOLE_TABLE);

    assertMigrated();
  }

  @Test
  void migrate_whenTwoDoItAtOnce_doublesNothing() {
    conversations();
    wire.beforeWrite(1, () -> openAdmin(table).migrate(TableScan.withPageSize(3)));

    admin.migrate(WHOLE_TABLE);

    assertMigrated();
  }

  @Test
  void migrate_aMessage_keepsAllButItsKey() {
    old.converse(GROUP, ELEVEN, ANN, BOB, "Hi");
    Map<String, AttributeValue> item =
        new HashMap<>(table.item(Keys.messagePartition(GROUP), ELEVEN));
    item.put("mood", fromS("sunny"));
    table.put(item);

    admin.migrate(WHOLE_TABLE);

    item.put(Attributes.SK, fromS("2023-05-01T11:00:00.123456Z#old-1"));
    assertThat(table.item(Keys.messagePartition(GROUP), item.get(Attributes.SK).s()))
        .isEqualTo(item);
    assertThat(table.item(Keys.messagePartition(GROUP), ELEVEN)).isEmpty();
  }

  @Test
  void migrate_ofMessagesWithDifferentOffsets_putsThemInTheOrderOfTheirTimes() {
    old.message(GROUP, "2023-05-01T16:00:00+05:00", ANN, "At 11");
    old.message(GROUP, "2023-05-01T12:00:00+00:00", BOB, "At 12");
    old.message(GROUP, "2023-05-01T08:00:00-05:00", ANN, "At 13");
    old.row(ANN, GROUP, "2023-05-01T16:00:00+05:00", BOB, "At 11");
    old.row(BOB, GROUP, "2023-05-01T16:00:00+05:00", ANN, "At 11");

    admin.migrate(WHOLE_TABLE);

    assertThat(texts()).containsExactly("At 11", "At 12", "At 13");
    assertThat(previews("ann")).containsExactly("At 13");
  }

  @Test
  void migrate_whenMessagesHaveOneTimeAndOneId_keepsThemAllAndFinishes() {
    List<String> forms =
        List.of("2023-05-01T12:00:00", "2023-05-01T12:00:00+00:00", "2023-05-01T14:00:00+02:00");
    forms.forEach(form -> messageWithId(GROUP, form, "same"));
    forms.forEach(form -> old.row(ANN, GROUP, form, BOB, "Hi"));

    MigrationReport report = admin.migrate(WHOLE_TABLE).get(0);

    assertThat(report.problems()).isEmpty();
    assertThat(report.messages()).isEqualTo(3);
    assertThat(openElsewhere().listMessages(GROUP, oldestFirst(9)).items())
        .extracting((Message message) -> message.sortKey().value())
        .containsExactly(
            "2023-05-01T12:00:00.000000Z#same",
            "2023-05-01T12:00:00.000000Z#same#2",
            "2023-05-01T12:00:00.000000Z#same#3");
    assertThat(admin.previewMigration(WHOLE_TABLE).get(0).messages()).isZero();
  }

  /** Of two with equal times, the one that sorts last has another form than the head's. */
  @Test
  void migrate_whenTwoMessagesHaveOneTimeInTwoForms_showsTheOneThatSortsLast() {
    messageWithId(GROUP, "2023-05-01T12:00:00+00:00", "zzz");
    old.message(GROUP, "2023-05-01T12:00:00.000000+00:00", BOB, "Last by its old key");
    old.row(ANN, GROUP, "2023-05-01T12:00:00.000000+00:00", BOB, "Hi");

    admin.migrate(WHOLE_TABLE);

    assertThat(previews("ann")).containsExactly("Hi");
    assertThat(findings()).isEmpty();
  }

  /** The old key pushes the store's keys ahead, the store says so in each, and they come back. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1_000})
  void migrate_whenAnOldKeyOfTheEastHasPushedMessages_movesThemToTheirTimes(int size) {
    Instant begin = clock.instant();
    old.converse(GROUP, inZone(begin, "+05:30"), ANN, BOB, "Old 1");
    List<Instant> sent = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      sent.add(clock.instant().plusSeconds(1));
      store.createMessage(GROUP, NewMessage.from("ann", "New " + n));
    }
    old.message(GROUP, inZone(clock.instant(), "-05:00"), BOB, "Old 2");
    assertThat(newest().createdAt()).isAfter(begin.plus(Duration.ofHours(5)));

    assertThat(admin.migrate(TableScan.withPageSize(size)))
        .flatExtracting(MigrationReport::problems)
        .isEmpty();
    assertThat(texts()).containsExactly("Old 1", "New 1", "New 2", "New 3", "Old 2");
    assertThat(openElsewhere().listMessages(GROUP, oldestFirst(9)).items().subList(1, 4))
        .extracting(Message::createdAt)
        .isEqualTo(sent);
    assertThat(previews("bob")).containsExactly("Old 2");
    assertThat(findings()).isEmpty();
    assertThat(admin.migrate(WHOLE_TABLE).get(0).messages()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+05:30", "-05:00", "Z"})
  void findMessage_ofTheOriginalApplicationByARefFromBeforeTheMigration_findsIt(String zone) {
    old.converse(GROUP, inZone(clock.instant(), zone), ANN, BOB, "Old");
    MessageRef before = store.listMessages(GROUP, oldestFirst(1)).items().get(0).ref();

    admin.migrate(WHOLE_TABLE);

    assertThat(store.findMessage(before)).get().extracting(Message::text).isEqualTo("Old");
  }

  @Test
  void findMessage_movedBackByARefFromBeforeTheMigration_findsNothing() {
    old.converse(GROUP, inZone(clock.instant(), "+05:30"), ANN, BOB, "Old");
    MessageRef before = store.createMessage(GROUP, NewMessage.from("ann", "New")).message().ref();

    admin.migrate(WHOLE_TABLE);

    assertThat(store.findMessage(before)).isEmpty();
    assertThat(store.findMessage(newest().ref())).contains(newest());
  }

  @Test
  void project_whenRecordsOfPushedMessagesComeAfterTheMigration_showsWhatIsThere() {
    old.converse(GROUP, inZone(clock.instant(), "+05:30"), ANN, BOB, "Old");
    store.createMessage(GROUP, NewMessage.from("ann", "New"));
    Record late = inserted(newest().sortKey().value());
    admin.migrate(WHOLE_TABLE);

    store.projector().project(List.of(late));

    assertThat(previews("bob")).containsExactly("New");
    assertThat(findings()).isEmpty();
  }

  @Test
  void migrate_whenKeysWithoutAnOffsetAreOfAZone_movesThemToTheirTimes() {
    old.converse(GROUP, "2023-05-01T10:00:00", ANN, BOB, "At 14");
    old.message(GROUP, "2023-12-01T10:00:00Z", BOB, "At 10");
    MessagingAdmin inNewYork =
        MessagingAdmin.builder()
            .client(table.client())
            .tableName(table.name())
            .zoneOfOldKeys(ZoneId.of("America/New_York"))
            .build();

    inNewYork.migrate(WHOLE_TABLE).forEach(report -> assertThat(report.problems()).isEmpty());

    assertThat(openElsewhere().listMessages(GROUP, oldestFirst(9)).items())
        .extracting(Message::createdAt)
        .containsExactly(
            Instant.parse("2023-05-01T14:00:00Z"), Instant.parse("2023-12-01T10:00:00Z"));
  }

  private Message newest() {
    return openElsewhere().listMessages(GROUP, newestFirst(1)).items().get(0);
  }

  private List<Finding> findings() {
    return admin.check(WHOLE_TABLE).get(0).findings();
  }

  private static String inZone(Instant time, String offset) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.of(offset))
        .truncatedTo(ChronoUnit.SECONDS)
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  @Test
  void rebuild_whenARecordOfAMigratedMessageCameLate_showsTheNewest() {
    lateRecordOfAMigratedMessage();

    admin.rebuild(WHOLE_TABLE);

    assertShown("At 11", "2023-05-01T11:00:00Z");
  }

  @Test
  void project_whenARecordOfAMigratedMessageCameLate_showsTheNewestAfterTheNextRecord() {
    lateRecordOfAMigratedMessage();
    ItemKey key = ItemKey.message(GROUP, new SortKey(HALF_PAST_TEN));
    Record removed = StreamRecords.withoutImage(OperationType.REMOVE, 2, key.attributes());

    store.projector().project(List.of(removed));

    assertShown("At 11", "2023-05-01T11:00:00Z");
  }

  @Test
  void rebuild_whenTheNewestKeyOfTheOriginalApplicationWasDeleted_showsTheLatest() {
    old.converse(GROUP, HALF_PAST_TEN, ANN, BOB, "At half past ten");
    admin.adoptGroup(GROUP, List.of(ANN));
    old.message(GROUP, "2023-05-01T11:00:00+00:00", BOB, "At 11");
    table.delete(Keys.messagePartition(GROUP), HALF_PAST_TEN);

    admin.rebuild(WHOLE_TABLE);

    assertShown("At 11", "2023-05-01T11:00:00Z");
  }

  /** Its key stands above that of the later message, and is brought back to the head. */
  private void lateRecordOfAMigratedMessage() {
    old.converse(GROUP, HALF_PAST_TEN, ANN, BOB, "At half past ten");
    Record late = inserted(HALF_PAST_TEN);
    admin.adoptGroup(GROUP, List.of(ANN));
    old.message(GROUP, "2023-05-01T11:00:00+00:00", BOB, "At 11");
    admin.migrate(WHOLE_TABLE);
    store.projector().project(List.of(late));
  }

  private void assertShown(String text, String time) {
    assertThat(previews("ann")).containsExactly(text);
    assertThat(rows("ann"))
        .extracting(row -> row.sortKey().instant())
        .containsExactly(Instant.parse(time));
  }

  @Test
  void migrate_whenTheRecordOfAnEditHasNotCome_showsTheEdit() {
    old.converse(GROUP, TEN, ANN, BOB, "Hi");
    admin.adoptGroup(GROUP, List.of(ANN));
    old.message(GROUP, TEN, ANN, "Edited");

    admin.migrate(WHOLE_TABLE);

    assertShown("Edited", "2023-05-01T10:00:00Z");
  }

  @Test
  void migrate_whenAMessageIsEditedMeanwhile_keepsTheEdit() {
    old.converse(GROUP, TEN, ANN, BOB, "Hi");
    admin.adoptGroup(GROUP, List.of(ANN));
    old.message(GROUP, NOON, BOB, "Hello");
    wire.beforeWrite(1, () -> old.message(GROUP, TEN, ANN, "Edited"));

    admin.migrate(WHOLE_TABLE);

    assertThat(texts()).containsExactly("Edited", "Hello");
  }

  @Test
  void migrate_whenAMessageIsDeletedMeanwhile_doesNotBringItBack() {
    old.message(GROUP, TEN, BOB, "Hello");
    old.converse(GROUP, NOON, ANN, BOB, "Hi");
    admin.adoptGroup(GROUP, List.of(ANN));
    wire.beforeWrite(1, () -> table.delete(Keys.messagePartition(GROUP), TEN));

    admin.migrate(WHOLE_TABLE);

    assertThat(texts()).containsExactly("Hi");
  }

  @Test
  void migrate_besideALiveSender_losesAndDoublesNothing() throws Exception {
    conversations();
    CountDownLatch begun = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> sending =
          thread.submit(
              () -> {
                Messaging sender = openElsewhere();
                for (int n = 1; n <= 25; n++) {
                  sender.createMessage(GROUP, NewMessage.from("ann", "Live " + n));
                  begun.countDown();
                }
              });
      begun.await();
      while (!sending.isDone()) {
        admin.migrate(TableScan.withPageSize(3));
      }
      sending.get();
    } finally {
      thread.shutdownNow();
    }
    admin.migrate(WHOLE_TABLE);

    List<String> all = new ArrayList<>(List.of("One", "Two", "Three"));
    for (int n = 1; n <= 25; n++) {
      all.add("Live " + n);
    }
    assertThat(texts()).isEqualTo(all);
    assertThat(admin.previewMigration(WHOLE_TABLE).get(0).messages()).isZero();
  }

  @Test
  void createMessage_intoAGroupSeenBeforeTheMigration_sends() {
    old.converse(GROUP, TEN, ANN, BOB, "Hi");
    MessageGroup before = admin.adoptGroup(GROUP, List.of(ANN));
    admin.migrate(WHOLE_TABLE);

    store.createMessage(before, NewMessage.from("bob", "Welcome"));

    assertThat(texts()).containsExactly("Hi", "Welcome");
  }

  /** What can't be migrated, and what its report must say. */
  static Stream<Arguments> problems() {
    return Stream.of(
        problem(
            "a row of no member",
            test -> {
              test.store.createGroup(NewGroup.direct(ANN, CAT), NewMessage.from("ann", "Hi"));
              test.old.row(EVE, MessageGroup.directId("ann", "cat"), TEN, ANN, "Hi");
            },
            DamagedItemException.class,
            "no member"),
        problem(
            "a group without members",
            test -> test.old.message("lost-group", TEN, ANN, "Hi"),
            GroupNotFoundException.class,
            "pk='MSG#lost-group', sk='"
                + TEN
                + "'; nobody knows who is in it, so name its members with adoptGroup"),
        problem(
            "a group id with a #",
            test -> test.old.converse("g#hash", TEN, EVE, CAT, "Hi"),
            DamagedItemException.class,
            "sk='" + TEN + "': The group id 'g#hash' holds a '#'; no store"),
        problem(
            "a group id with a # of which nobody knows the members",
            test -> test.old.message("g#hash", TEN, EVE, "Hi"),
            DamagedItemException.class,
            "sk='" + TEN + "': The group id 'g#hash' holds a '#'; no store"),
        problem(
            "a group id that is too long",
            test -> test.old.converse("g".repeat(65), TEN, EVE, CAT, "Hi"),
            DamagedItemException.class,
            "The group id takes 65 bytes"),
        problem(
            "a group id that no key of a row has room for",
            test -> test.old.converse("g".repeat(1_100), TEN, EVE, CAT, "Hi"),
            DamagedItemException.class,
            "The group id takes 1100 bytes"),
        problem(
            "a user id with a #",
            test -> test.old.row(user("e#v"), "other", TEN, BOB, "Hi"),
            DamagedItemException.class,
            "pk='GRP#e#v', sk='" + TEN + "': The user id 'e#v' holds a '#'"),
        problem(
            "a shown user id with a #",
            test -> test.old.row(EVE, "other", TEN, user("e#v"), "Hi"),
            DamagedItemException.class,
            "pk='GRP#eve', sk='" + TEN + "': The user id 'e#v' holds a '#'"),
        problem(
            "a message id that no key has room for",
            test -> {
              test.store.createGroup(NewGroup.direct(ANN, CAT), NewMessage.from("ann", "Hi"));
              test.messageWithId(MessageGroup.directId("ann", "cat"), TEN, "m".repeat(1_000));
            },
            DamagedItemException.class,
            "sk='" + TEN + "': its time in UTC and its id make no key"),
        problem(
            "a message that is too large with its new key",
            test -> {
              test.store.createGroup(NewGroup.direct(ANN, CAT), NewMessage.from("ann", "Hi"));
              test.old.message(
                  MessageGroup.directId("ann", "cat"), TEN, ANN, "x".repeat(409_600 - 159));
            },
            DamagedItemException.class,
            "sk='" + TEN + "': its time in UTC and its id make no key"),
        problem(
            "a damaged message",
            test -> test.putKey(Keys.messagePartition("lost-group"), TEN),
            DamagedItemException.class,
            TEN),
        problem(
            "a damaged head",
            test -> {
              test.old.message("damaged-group", TEN, ANN, "Hi");
              test.putKey(Keys.messagePartition("damaged-group"), Keys.HEAD);
            },
            DamagedItemException.class,
            "HEAD"),
        problem(
            "a row of a group that can't be",
            test -> test.old.row(EVE, "g".repeat(2_045), TEN, ANN, "Hi"),
            DamagedItemException.class,
            "GRP#eve"));
  }

  private static Arguments problem(
      String name, Consumer<MigrationTest> make, Class<?> exception, String told) {
    return argumentSet(name, make, exception, told);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void migrate_whenSomethingCantBeMigrated_leavesAndReportsItAndMigratesTheRest(
      Consumer<MigrationTest> make, Class<?> exception, String told) {
    make.accept(this);
    List<Map<String, AttributeValue>> before = table.items();
    old.converse(GROUP, TEN, ANN, BOB, "Hi");

    MigrationReport report = admin.migrate(WHOLE_TABLE).get(0);

    assertThat(report.problems()).singleElement().isInstanceOf(exception).asString().contains(told);
    assertThat(report.groups()).isEqualTo(1);
    assertThat(report.messages()).isEqualTo(1);
    assertThat(previews("bob")).containsExactly("Hi");
    assertThat(table.items()).containsAll(before);
    table.clear();
  }

  private static User user(String id) {
    return new User(id, "Somebody", "somebody");
  }

  private void messageWithId(String groupId, String time, String id) {
    old.message(groupId, time, ANN, "Hi");
    Map<String, AttributeValue> item =
        new HashMap<>(table.item(Keys.messagePartition(groupId), time));
    item.put(Attributes.MESSAGE_ID, fromS(id));
    table.put(item);
  }

  private void putKey(String pk, String sk) {
    table.put(Map.of(Attributes.PK, fromS(pk), Attributes.SK, fromS(sk)));
  }

  @Test
  void migrate_aTableOfThisLibrary_changesNothing() {
    store.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("ann", "Hi"));
    List<Map<String, AttributeValue>> before = table.items();

    MigrationReport report = admin.migrate(WHOLE_TABLE).get(0);

    assertThat(report).isEqualTo(new MigrationReport(4, 0, 0, 0, List.of(), Optional.empty()));
    assertThat(table.items()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void previewMigration_tellsWhatAMigrationDoesAndDoesNothing() {
    conversations();
    List<Map<String, AttributeValue>> before = table.items();

    List<MigrationReport> preview = admin.previewMigration(WHOLE_TABLE);

    assertThat(table.items()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(preview)
        .containsExactly(new MigrationReport(10, 2, 4, 6, List.of(), Optional.empty()))
        .isEqualTo(admin.migrate(WHOLE_TABLE));
  }

  /** Two groups, in one of which each user has two rows. */
  private void conversations() {
    old.message(GROUP, TEN, ANN, "One");
    old.row(ANN, GROUP, TEN, BOB, "One");
    old.row(BOB, GROUP, TEN, ANN, "One");
    old.message(GROUP, ELEVEN, BOB, "Two");
    old.converse(GROUP, NOON, ANN, BOB, "Three");
    old.converse("another-group", ELEVEN, BOB, CAT, "Hi");
  }

  private void assertMigrated() {
    assertThat(texts()).containsExactly("One", "Two", "Three");
    assertThat(previews("ann")).containsExactly("Three");
    assertThat(previews("bob")).containsExactly("Three", "Hi");
    assertThat(rows("cat")).hasSize(1);
    assertThat(table.items())
        .extracting(item -> item.get(Attributes.SK).s())
        .filteredOn(key -> !key.equals(Keys.HEAD))
        .allMatch(key -> key.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z#.+"))
        .extracting(SortKey::new)
        .hasSize(8);
  }
}
