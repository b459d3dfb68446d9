package io.github.ddbmessaging.table;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
          entry("title", fromS("Trip")),
          entry("created_at", fromS("2026-11-21T01:02:03.123456Z")),
          entry("version", fromN("7")));
  private static final Map<String, AttributeValue> MARKER_ITEM =
      Map.ofEntries(
          entry("pk", fromS("MSG#g-1")),
          entry("sk", fromS("IDEM#order-17")),
          entry("message_sk", fromS(KEY)),
          entry("expires_at", fromN("1795309323")));

  private static final Message MESSAGE = Samples.message(Samples.FIRST, Samples.ANN, "Hi Bob");
  private static final MessageGroupRow ROW =
      new MessageGroupRow("ann", SortKey.parse(ROW_KEY), "g-1", "Hi B", "Trip", Samples.BOB);
  private static final MessageGroup HEAD =
      new MessageGroup("g-1", Samples.FIRST, List.of(Samples.ANN), "Trip", Samples.MADE_AT, 7);
  private static final IdempotencyMarker MARKER =
      new IdempotencyMarker(
          "g-1", "order-17", Samples.FIRST, Instant.parse("2026-11-22T01:02:03Z"));

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

  static List<Kind<?>> kinds() {
    return List.of(
        new Kind<>("message", Schemas.MESSAGES, MESSAGE_ITEM, MESSAGE),
        new Kind<>("row", Schemas.ROWS, ROW_ITEM, ROW),
        new Kind<>("head", Schemas.HEADS, HEAD_ITEM, HEAD),
        new Kind<>("marker", Schemas.MARKERS, MARKER_ITEM, MARKER));
  }

  /** Each attribute of each kind that must be there, the keys aside. */
  static Stream<Arguments> requiredAttributes() {
    return kinds().stream()
        .flatMap(
            kind ->
                kind.item().keySet().stream()
                    .filter(name -> !List.of("pk", "sk", "title").contains(name))
                    .sorted()
                    .map(name -> Arguments.of(kind, name)));
  }

  /** Each text of each kind, the keys aside, with a value of each other type. */
  static Stream<Arguments> textsOfOtherTypes() {
    List<AttributeValue> others =
        List.of(
            AttributeValue.fromB(SdkBytes.fromUtf8String("confidential")),
            fromN("5"),
            AttributeValue.fromBool(true),
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

  static Stream<Arguments> numbersAndLists() {
    return Stream.of(
        Arguments.of(kinds().get(2), "members"),
        Arguments.of(kinds().get(2), "version"),
        Arguments.of(kinds().get(3), "expires_at"));
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

    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> kind.read(item))
        .withMessage(
            "Damaged item pk='%s', sk='%s': attribute '%s' is missing",
            text(item, "pk"), text(item, "sk"), name);
  }

  @ParameterizedTest
  @MethodSource("numbersAndLists")
  void read_whenNumberOrListIsBinary_isRefusedWithoutItsValue(Kind<?> kind, String name) {
    AttributeValue binary = AttributeValue.fromB(SdkBytes.fromUtf8String("confidential"));

    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> kind.read(with(kind.item(), name, binary)))
        .withMessageContaining(text(kind.item(), "sk"))
        .withMessageNotContaining("confidential");
  }

  @ParameterizedTest
  @MethodSource("textsOfOtherTypes")
  void read_whenTextIsOfAnotherType_isRefusedWithoutItsValue(
      Kind<?> kind, String name, AttributeValue other) {
    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> kind.read(with(kind.item(), name, other)))
        .withMessage(
            "Damaged item pk='%s', sk='%s': an attribute has another type than expected",
            text(kind.item(), "pk"), text(kind.item(), "sk"));
  }

  @Test
  void read_whenTextIsNull_isRefusedAsMissing() {
    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(
            () ->
                Schemas.read(
                    Schemas.MESSAGES, with(MESSAGE_ITEM, "message", AttributeValue.fromNul(true))))
        .withMessageContaining("attribute 'message' is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest_sk", "created_at"})
  void read_whenHeadHoldsNoTimeWhereOneBelongs_isRefusedWithoutItsValue(String name) {
    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> Schemas.read(Schemas.HEADS, with(HEAD_ITEM, name, fromS("confidential"))))
        .withMessageContaining("'" + name + "'")
        .withMessageNotContaining("confidential");
  }

  @Test
  void read_whenNumberIsNone_isRefusedWithoutItsValue() {
    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(
            () -> Schemas.read(Schemas.HEADS, with(HEAD_ITEM, "version", fromS("confidential"))))
        .withMessageNotContaining("confidential");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_uuid", "user_display_name", "user_handle"})
  void read_whenMemberLacksAttribute_isRefusedNamingIt(String name) {
    Map<String, AttributeValue> item =
        with(HEAD_ITEM, "members", fromL(List.of(fromM(without(ANN_ITEM, name)))));

    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> Schemas.read(Schemas.HEADS, item))
        .withMessage("Damaged item pk='MSG#g-1', sk='HEAD': attribute '%s' is missing", name);
  }

  @Test
  void read_whenHeadHasNoMembers_isRefused() {
    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> Schemas.read(Schemas.HEADS, with(HEAD_ITEM, "members", fromL(List.of()))))
        .withMessageContaining("attribute 'members' names nobody, or somebody twice");
  }

  @Test
  void read_whenHeadNamesAMemberTwice_isRefused() {
    AttributeValue twice = fromL(List.of(fromM(ANN_ITEM), fromM(ANN_ITEM)));

    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> Schemas.read(Schemas.HEADS, with(HEAD_ITEM, "members", twice)))
        .withMessageContaining("attribute 'members' names nobody, or somebody twice");
  }

  @Test
  void read_whenItemHasNoKnownAttribute_isRefused() {
    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> Schemas.read(Schemas.MESSAGES, Map.of("colour", fromS("red"))))
        .withMessageContaining("it has no attribute of such an item");
  }

  @Test
  void read_whenMessageHasNoSender_isRefusedNamingTheUser() {
    Map<String, AttributeValue> item =
        without(without(without(MESSAGE_ITEM, "user_uuid"), "user_display_name"), "user_handle");

    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> Schemas.read(Schemas.MESSAGES, item))
        .withMessageContaining("attribute 'user_uuid' is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GRP#ann", "MSG#", "MSG", "g-1"})
  void read_whenMessageIsInPartitionOfAnotherKind_isRefused(String pk) {
    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> Schemas.read(Schemas.MESSAGES, with(MESSAGE_ITEM, "pk", fromS(pk))))
        .withMessageContaining("the partition key is not MSG#<id>");
  }

  @Test
  void read_whenMarkerHasSortKeyOfAnotherKind_isRefused() {
    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> Schemas.read(Schemas.MARKERS, with(MARKER_ITEM, "sk", fromS("HEAD"))))
        .withMessageContaining("the sort key is not IDEM#<key>");
  }

  @Test
  void read_whenItemIsDamaged_namesItsKeyApart() {
    DamagedItemException damaged =
        catchThrowableOfType(
            DamagedItemException.class,
            () -> Schemas.read(Schemas.MESSAGES, without(MESSAGE_ITEM, "message")));

    assertThat(damaged)
        .returns("MSG#g-1", DamagedItemException::partitionKey)
        .returns(KEY, DamagedItemException::sortKey);
  }

  @Test
  void read_whenGroupIsDirect_hasNoTitle() {
    assertThat(Schemas.read(Schemas.HEADS, without(HEAD_ITEM, "title")).title()).isNull();
  }

  @Test
  void itemToMap_whenGroupIsDirect_hasNoTitle() {
    assertThat(Schemas.HEADS.itemToMap(Samples.direct(), true)).doesNotContainKey("title");
  }

  @Test
  void itemToMap_whenItemIsAHead_isNotInTheIndexOfRows() {
    assertThat(Schemas.HEADS.itemToMap(HEAD, true)).doesNotContainKey("message_group_uuid");
  }

  @Test
  void read_whenMessageIsOfTheOldApplication_keepsItsKeyAndKnowsItsTime() {
    String key = "2023-05-20T17:01:02.5-05:00";

    Message message = Schemas.read(Schemas.MESSAGES, with(MESSAGE_ITEM, "sk", fromS(key)));

    assertThat(message.sortKey().value()).isEqualTo(key);
    assertThat(message.createdAt()).isEqualTo(Instant.parse("2023-05-20T22:01:02.5Z"));
  }

  @Test
  void read_whenRowIsOfTheOldApplication_keepsItsKeyAndKnowsItsTime() {
    String key = "2023-05-20T17:01:02.123456";

    MessageGroupRow row =
        Schemas.read(Schemas.ROWS, without(with(ROW_ITEM, "sk", fromS(key)), "title"));

    assertThat(row.sortKey().value()).isEqualTo(key);
    assertThat(row.lastMessageAt()).isEqualTo(Instant.parse("2023-05-20T17:01:02.123456Z"));
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
