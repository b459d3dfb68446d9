package io.github.ddbmessaging.table;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SchemasTest {
  private static final String KEY = "2026-11-21T01:02:03.123456Z#m-1";
  private static final String ROW_KEY = "2026-11-21T01:02:03.123456Z#g-1";

  private static final Map<String, AttributeValue> MESSAGE_ITEM =
      Map.ofEntries(
          entry("pk", fromS("MSG#g-1")),
          entry("sk", fromS(KEY)),
          entry("message", fromS("Hi Bob")),
          entry("message_uuid", fromS("m-1")),
          entry("user_uuid", fromS("ann")),
          entry("user_display_name", fromS("Ann A.")),
          entry("user_handle", fromS("ann.a")));
  private static final Map<String, AttributeValue> ROW_ITEM =
      Map.ofEntries(
          entry("pk", fromS("GRP#ann")),
          entry("sk", fromS(ROW_KEY)),
          entry("message_group_uuid", fromS("g-1")),
          entry("message", fromS("Hi B")),
          entry("title", fromS("Trip")),
          entry("direct", fromBool(false)),
          entry("mentioned", fromBool(true)),
          entry("last_user_uuid", fromS("cat")),
          entry("shown_sk", fromS("2023-05-20T17:01:02.123456")),
          entry("message_uuid", fromS("m-0")),
          entry("visible_from", fromS(KEY)),
          entry("user_uuid", fromS("bob")),
          entry("user_display_name", fromS("Bob B.")),
          entry("user_handle", fromS("bob.b")));
  private static final Map<String, AttributeValue> ANN_ITEM =
      Map.of(
          "user_uuid", fromS("ann"),
          "user_display_name", fromS("Ann A."),
          "user_handle", fromS("ann.a"));
  private static final Map<String, AttributeValue> HEAD_ITEM =
      Map.ofEntries(
          entry("pk", fromS("MSG#g-1")),
          entry("sk", fromS("HEAD")),
          entry("newest_sk", fromS(KEY)),
          entry("members", fromL(List.of(fromM(ANN_ITEM)))),
          entry("direct", fromBool(false)),
          entry(
              "access",
              fromM(
                  Map.of(
                      "ann",
                      fromM(
                          Map.of(
                              "role", fromS("owner"),
                              "joined_at", fromS("2026-11-21T01:02:03.123456Z"),
                              "visible_from", fromS(KEY)))))),
          entry("title", fromS("Trip")),
          entry("created_at", fromS("2026-11-21T01:02:03.123456Z")),
          entry("version", fromN("7")),
          entry("removed_sk", fromS(KEY)));
  private static final Map<String, AttributeValue> MARKER_ITEM =
      Map.ofEntries(
          entry("pk", fromS("MSG#g-1")),
          entry("sk", fromS("IDEM#order-17")),
          entry("message_sk", fromS(KEY)),
          entry("content_hash", fromS("1:abc")),
          entry("expires_at", fromN("1795309323")));

  private static final List<String> OPTIONAL =
      List.of(
          "title",
          "direct",
          "mentioned",
          "last_user_uuid",
          "shown_sk",
          "visible_from",
          "access",
          "removed_sk",
          "content_hash",
          "kind",
          "reply_to",
          "mentions",
          "attachments",
          "data");

  private static final Message MESSAGE = Samples.message(Samples.FIRST, Samples.ANN, "Hi Bob");
  private static final MessageGroupRow ROW =
      new MessageGroupRow(
          "ann",
          new SortKey(ROW_KEY),
          "g-1",
          "Hi B",
          "Trip",
          Samples.BOB,
          false,
          true,
          "cat",
          null,
          new MessageRef("g-1", new SortKey("2023-05-20T17:01:02.123456"), "m-0"),
          Samples.FIRST);
  private static final GroupHead HEAD =
      new GroupHead(
          new MessageGroup(
              "g-1",
              Samples.FIRST,
              List.of(Samples.ANN),
              "Trip",
              Samples.MADE_AT,
              7,
              0,
              false,
              Map.of("ann", new MemberAccess(Role.OWNER, Samples.MADE_AT, Samples.FIRST))),
          Samples.FIRST);
  private static final IdempotencyMarker MARKER =
      new IdempotencyMarker(
          "g-1", "order-17", Samples.FIRST, "1:abc", Instant.parse("2026-11-22T01:02:03Z"));

  /** A kind of item: its schema, an item as the table holds it, and the same as a value. */
  record Kind<T>(String name, TableSchema<T> schema, Map<String, AttributeValue> item, T value) {
    T read(Map<String, AttributeValue> changed) {
      return Schemas.read(schema, changed);
    }

    Map<String, AttributeValue> write() {
      return schema.itemToMap(value, true);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Map<String, AttributeValue> FULL_MESSAGE_ITEM =
      Map.ofEntries(
          entry("pk", fromS("MSG#g-1")),
          entry("sk", fromS("2026-11-21T01:02:04.123456Z#m-2")),
          entry("message", fromS("Look!")),
          entry("message_uuid", fromS("m-2")),
          entry("user_uuid", fromS("bob")),
          entry("user_display_name", fromS("Bob B.")),
          entry("user_handle", fromS("bob.b")),
          entry("kind", fromS("system")),
          entry("reply_to", fromS(KEY)),
          entry("mentions", AttributeValue.fromSs(List.of("ann", "cat"))),
          entry(
              "attachments",
              fromL(
                  List.of(
                      fromM(
                          Map.of(
                              "name", fromS("a.png"),
                              "content_type", fromS("image/png"),
                              "size", fromN("5"),
                              "location", fromS("k/1"),
                              "width", fromN("3"),
                              "height", fromN("4"))),
                      fromM(
                          Map.of(
                              "name", fromS("b.mp3"),
                              "content_type", fromS("audio/mpeg"),
                              "size", fromN("6"),
                              "location", fromS("k/2"),
                              "duration_ms", fromN("7")))))),
          entry("data", fromM(Map.of("color", fromS("red")))));
  private static final Kind<Message> FULL_MESSAGES =
      new Kind<>("full message", Schemas.MESSAGES, FULL_MESSAGE_ITEM, Samples.fullMessage());

  private static final Kind<Message> MESSAGES =
      new Kind<>("message", Schemas.MESSAGES, MESSAGE_ITEM, MESSAGE);
  private static final Kind<MessageGroupRow> ROWS = new Kind<>("row", Schemas.ROWS, ROW_ITEM, ROW);
  private static final Kind<GroupHead> HEADS = new Kind<>("head", Schemas.HEADS, HEAD_ITEM, HEAD);
  private static final Kind<IdempotencyMarker> MARKERS =
      new Kind<>("marker", Schemas.MARKERS, MARKER_ITEM, MARKER);

  static List<Kind<?>> kinds() {
    return List.of(MESSAGES, FULL_MESSAGES, ROWS, HEADS, MARKERS);
  }

  /** Each attribute of each kind that must be there, the keys aside. */
  static Stream<Arguments> requiredAttributes() {
    return kinds().stream()
        .flatMap(
            kind ->
                kind.item().keySet().stream()
                    .filter(name -> !List.of("pk", "sk").contains(name))
                    .filter(name -> !OPTIONAL.contains(name))
                    .sorted()
                    .map(name -> Arguments.of(kind, name)));
  }

  /** Each text of each kind, the keys aside, with a value of each other type. */
  static Stream<Arguments> textsOfOtherTypes() {
    List<AttributeValue> others =
        List.of(
            AttributeValue.fromB(SdkBytes.fromUtf8String("confidential")),
            fromN("5"),
            fromBool(true),
            fromL(List.of(fromS("confidential"))),
            fromM(Map.of("key", fromS("confidential"))),
            AttributeValue.fromSs(List.of("confidential")));
    return kinds().stream()
        .flatMap(
            kind ->
                kind.item().entrySet().stream()
                    .filter(entry -> entry.getValue().s() != null)
                    .map(Map.Entry::getKey)
                    .filter(name -> !List.of("pk", "sk").contains(name))
                    .sorted()
                    .flatMap(
                        name -> others.stream().map(other -> Arguments.of(kind, name, other))));
  }

  static Stream<Arguments> othersThanTexts() {
    return Stream.of(
        Arguments.of(ROWS, "direct"),
        Arguments.of(HEADS, "direct"),
        Arguments.of(HEADS, "access"),
        Arguments.of(HEADS, "members"),
        Arguments.of(HEADS, "version"),
        Arguments.of(MARKERS, "expires_at"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itemToMap_whenGivenValue_isTheGoldenItem(Kind<?> kind) {
    assertThat(kind.write()).isEqualTo(kind.item());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void read_whenGivenGoldenItem_isTheValue(Kind<?> kind) {
    assertThat(kind.read(kind.item())).isEqualTo(kind.value());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void read_whenItemHasAttributesOfAnotherProgram_ignoresThem(Kind<?> kind) {
    Map<String, AttributeValue> item = with(kind.item(), "muted_until", fromN("5"));

    assertThat(kind.read(item)).isEqualTo(kind.value());
  }

  @ParameterizedTest
  @MethodSource("requiredAttributes")
  void read_whenAttributeIsMissing_isRefusedNamingKeyAndAttribute(Kind<?> kind, String name) {
    Map<String, AttributeValue> item = without(kind.item(), name);

    assertDamaged(kind, item)
        .withMessage(
            "Damaged item pk='%s', sk='%s': attribute '%s' is missing; mend or delete the item",
            text(item, "pk"), text(item, "sk"), name);
  }

  @ParameterizedTest
  @MethodSource("othersThanTexts")
  void read_whenWhatIsNoTextIsBinaryOrText_isRefusedWithoutItsValue(Kind<?> kind, String name) {
    AttributeValue binary = AttributeValue.fromB(SdkBytes.fromUtf8String("confidential"));

    assertThat(List.of(binary, fromS("confidential")))
        .allSatisfy(
            other ->
                assertDamaged(kind, with(kind.item(), name, other))
                    .withMessageContaining(text(kind.item(), "sk"))
                    .withMessageNotContaining("confidential"));
  }

  @ParameterizedTest
  @MethodSource("textsOfOtherTypes")
  void read_whenTextIsOfAnotherType_isRefusedWithoutItsValue(
      Kind<?> kind, String name, AttributeValue other) {
    assertDamaged(kind, with(kind.item(), name, other))
        .withMessage(
            "Damaged item pk='%s', sk='%s': an attribute has another type than expected; mend or"
                + " delete the item",
            text(kind.item(), "pk"), text(kind.item(), "sk"));
  }

  @Test
  void read_whenTextIsNull_isRefusedAsMissing() {
    assertDamaged(MESSAGES, with(MESSAGE_ITEM, "message", AttributeValue.fromNul(true)))
        .withMessageContaining("attribute 'message' is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest_sk", "created_at", "removed_sk"})
  void read_whenHeadHoldsNoTimeWhereOneBelongs_isRefusedWithoutItsValue(String name) {
    assertDamaged(HEADS, with(HEAD_ITEM, name, fromS("confidential")))
        .withMessageContaining("'" + name + "'")
        .withMessageNotContaining("confidential");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_uuid", "user_display_name", "user_handle"})
  void read_whenMemberLacksAttribute_isRefusedNamingIt(String name) {
    assertDamaged(HEADS, withMembers(without(ANN_ITEM, name)))
        .withMessage(
            "Damaged item pk='MSG#g-1', sk='HEAD': attribute '%s' is missing; mend or delete the"
                + " item",
            name);
  }

  static Stream<Map<String, AttributeValue>> headsWithoutMembersOrWithDoubledOnes() {
    return Stream.of(withMembers(), withMembers(ANN_ITEM, ANN_ITEM));
  }

  @ParameterizedTest
  @MethodSource("headsWithoutMembersOrWithDoubledOnes")
  void read_whenHeadNamesNobodyOrSomebodyTwice_isRefused(Map<String, AttributeValue> head) {
    assertDamaged(HEADS, head)
        .withMessageContaining("attribute 'members' names nobody, or somebody twice");
  }

  static Stream<Map<String, AttributeValue>> damagedAccess() {
    return Stream.of(
        Map.of("role", fromS("confidential")),
        Map.of("role", fromN("5")),
        Map.of("joined_at", fromS("confidential")),
        Map.of("visible_from", fromS("confidential")),
        Map.of("visible_from", fromBool(true)));
  }

  @ParameterizedTest
  @MethodSource("damagedAccess")
  void read_whenAccessIsDamaged_isRefusedWithoutItsValue(Map<String, AttributeValue> access) {
    assertDamaged(HEADS, with(HEAD_ITEM, "access", fromM(Map.of("ann", fromM(access)))))
        .withMessageStartingWith("Damaged item pk='MSG#g-1', sk='HEAD': ")
        .withMessageNotContaining("confidential");
  }

  @Test
  void read_whenAccessSaysNothingOfAMember_isThatOfOneFromTheBeginning() {
    Map<String, AttributeValue> head =
        with(HEAD_ITEM, "access", fromM(Map.of("ann", fromM(Map.of("colour", fromS("red"))))));

    assertThat(HEADS.read(head).group().accessOf("ann")).isEqualTo(MemberAccess.FROM_BEGINNING);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void read_whenHeadIsOfTheFirstVersion_isDirectIfItLooksSo(boolean titled) {
    Map<String, AttributeValue> head =
        new HashMap<>(Schemas.HEADS.itemToMap(new GroupHead(Samples.direct(), null), true));
    head.remove("direct");
    if (titled) {
      head.put("title", fromS("Trip"));
    }

    assertThat(HEADS.read(head).group())
        .returns(!titled, MessageGroup::isDirect)
        .returns(Map.of(), MessageGroup::access);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shown_sk", "visible_from"})
  void read_whenRowNamesNoMessageWhereOneBelongs_isRefusedWithoutItsValue(String name) {
    assertDamaged(ROWS, with(ROW_ITEM, name, fromS("confidential")))
        .withMessageContaining("'" + name + "'")
        .withMessageNotContaining("confidential");
  }

  @Test
  void itemToMap_whenTheShownMessageHasTheRowsTime_holdsItsIdAlone() {
    MessageGroupRow row = ROW.withLastMessage(new MessageRef("g-1", Samples.FIRST, "m-1"));

    Map<String, AttributeValue> item = Schemas.ROWS.itemToMap(row, true);

    assertThat(item).containsEntry("message_uuid", fromS("m-1")).doesNotContainKey("shown_sk");
    assertThat(ROWS.read(item)).isEqualTo(row);
  }

  @Test
  void itemToMap_whenTheShownMessageHasAnotherTime_holdsItsKeyAlone() {
    SortKey earlier = SortKey.of(Samples.FIRST.instant().minusSeconds(1), "m-0");
    MessageGroupRow row = ROW.withLastMessage(new MessageRef("g-1", earlier, "m-0"));

    Map<String, AttributeValue> item = Schemas.ROWS.itemToMap(row, true);

    assertThat(item)
        .containsEntry("shown_sk", fromS(earlier.value()))
        .doesNotContainKey("message_uuid");
    assertThat(ROWS.read(item)).isEqualTo(row);
  }

  @Test
  void read_whenItemHasNoKnownAttribute_isRefused() {
    assertDamaged(MESSAGES, Map.of("colour", fromS("red")))
        .withMessageContaining("it has no attribute of such an item");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GRP#ann", "MSG#", "MSG", "g-1"})
  void read_whenMessageIsInPartitionOfAnotherKind_isRefused(String pk) {
    assertDamaged(MESSAGES, with(MESSAGE_ITEM, "pk", fromS(pk)))
        .withMessageContaining("the partition key is not MSG#<id>");
  }

  @Test
  void read_whenMarkerHasSortKeyOfAnotherKind_isRefused() {
    assertDamaged(MARKERS, with(MARKER_ITEM, "sk", fromS("HEAD")))
        .withMessageContaining("the sort key is not IDEM#<key>");
  }

  @Test
  void read_whenRowNamesAGroupLongerThanAKeyHolds_isRefused() {
    assertDamaged(ROWS, with(ROW_ITEM, "message_group_uuid", fromS("g".repeat(2_045))))
        .withMessageContaining("attribute 'message_group_uuid' is longer than an id can be");
  }

  @Test
  void read_whenItemIsDamaged_namesItsKeyAndTheProblemApart() {
    assertDamaged(MESSAGES, without(MESSAGE_ITEM, "message"))
        .returns("MSG#g-1", DamagedItemException::partitionKey)
        .returns(KEY, DamagedItemException::sortKey)
        .returns("attribute 'message' is missing", DamagedItemException::problem);
  }

  @Test
  void read_whenHeadHasNothingOptional_hasNoTitleAndNothingRemoved() {
    GroupHead head = HEADS.read(without(without(HEAD_ITEM, "title"), "removed_sk"));

    assertThat(head.group().title()).isNull();
    assertThat(head.removed()).isNull();
  }

  @Test
  void itemToMap_whenGroupIsDirectAndNothingWasRemoved_hasNothingOptional() {
    assertThat(Schemas.HEADS.itemToMap(new GroupHead(Samples.direct(), null), true))
        .doesNotContainKeys("title", "access", "removed_sk");
  }

  @Test
  void itemToMap_whenItemIsAHead_isNotInTheIndexOfRows() {
    assertThat(Schemas.HEADS.itemToMap(HEAD, true)).doesNotContainKey("message_group_uuid");
  }

  @Test
  void itemToMap_whenRowIsDirectAndShowsNoMessage_saysThatItIsDirectAndNoSender() {
    MessageGroupRow row =
        new MessageGroupRow(
            "ann", new SortKey(ROW_KEY), "g-1", "", null, Samples.BOB, true, false, null);

    assertThat(Schemas.ROWS.itemToMap(row, true))
        .containsEntry("direct", fromBool(true))
        .doesNotContainKeys("title", "last_user_uuid", "shown_sk", "message_uuid", "visible_from");
  }

  @ParameterizedTest
  @ValueSource(strings = {ROW_KEY, "2023-05-20T17:01:02.123456"})
  void read_whenRowIsOfTheFirstVersionOrTheOriginalApplication_isDirectIfItHasNoTitle(String key) {
    Map<String, AttributeValue> titled =
        without(without(with(ROW_ITEM, "sk", fromS(key)), "direct"), "last_user_uuid");

    assertThat(ROWS.read(titled)).returns(false, MessageGroupRow::isDirect);
    assertThat(ROWS.read(without(titled, "title"))).returns(true, MessageGroupRow::isDirect);
  }

  @Test
  void read_whenRowIsOfTheFirstVersionOrTheOriginalApplication_hasNoLastSender() {
    assertThat(ROWS.read(without(ROW_ITEM, "last_user_uuid")).lastSenderId()).isNull();
  }

  private static ThrowableAssertAlternative<DamagedItemException> assertDamaged(
      Kind<?> kind, Map<String, AttributeValue> item) {
    return assertThatExceptionOfType(DamagedItemException.class).isThrownBy(() -> kind.read(item));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  private static Map<String, AttributeValue> withMembers(Map<String, AttributeValue>... members) {
    return with(
        HEAD_ITEM, "members", fromL(Stream.of(members).map(AttributeValue::fromM).toList()));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name)).s();
  }

  private static Map<String, AttributeValue> with(
      Map<String, AttributeValue> item, String name, AttributeValue value) {
    Map<String, AttributeValue> changed = new HashMap<>(item);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, AttributeValue> without(
      Map<String, AttributeValue> item, String name) {
    Map<String, AttributeValue> changed = new HashMap<>(item);
    changed.remove(name);
    return changed;
  }
}
