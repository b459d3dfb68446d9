package io.github.ddbmessaging.table;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a user's state of a group is stored. */
class StateSchemaTest {
  private static final Map<String, AttributeValue> KEYS =
      Map.of("pk", fromS("GRP#ann"), "sk", fromS("ST#g-1"));
  private static final Map<String, AttributeValue> ITEM =
      Map.ofEntries(
          entry("pk", fromS("GRP#ann")),
          entry("sk", fromS("ST#g-1")),
          entry("read_sk", fromS("2026-11-21T01:02:03.123456Z#m-1")),
          entry("unread_marks", fromN("3")),
          entry("muted_until", fromS("2026-12-01T00:00:00.000000Z")),
          entry("pinned_at", fromS("2026-12-02T00:00:00.000000Z")),
          entry("hidden_up_to", fromS("2026-12-03T00:00:00.000000Z")),
          entry("data", fromM(Map.of("color", fromS("red")))));
  private static final GroupState STATE =
      new GroupState(
          "ann",
          "g-1",
          Samples.FIRST,
          3,
          Instant.parse("2026-12-01T00:00:00Z"),
          Instant.parse("2026-12-02T00:00:00Z"),
          Instant.parse("2026-12-03T00:00:00Z"),
          Map.of("color", "red"));

  @Test
  void state_isMappedBothWays() {
    assertThat(Schemas.STATES.itemToMap(STATE, true)).isEqualTo(ITEM);
    assertThat(Schemas.read(Schemas.STATES, ITEM)).isEqualTo(STATE);
  }

  @Test
  void state_withNothingInIt_isNone() {
    assertThat(Schemas.read(Schemas.STATES, KEYS)).isEqualTo(GroupState.none("ann", "g-1"));
    assertThat(Schemas.STATES.itemToMap(GroupState.none("ann", "g-1"), true)).isEqualTo(KEYS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ST#", "ST", "st#g-1", "2026-11-21T01:02:03.123456Z#g-1"})
  void state_withAnotherKey_isDamaged(String sortKey) {
    assertDamaged("sk", fromS(sortKey));
  }

  static Stream<Arguments> damage() {
    return Stream.of(
        Arguments.of("pk", fromS("MSG#g-1")),
        Arguments.of("read_sk", fromS("confidential")),
        Arguments.of("read_sk", fromN("5")),
        Arguments.of("unread_marks", fromN("-1")),
        Arguments.of("unread_marks", fromS("confidential")),
        Arguments.of("muted_until", fromS("confidential")),
        Arguments.of("pinned_at", fromBool(true)),
        Arguments.of("hidden_up_to", fromS("confidential")),
        Arguments.of("data", fromS("confidential")),
        Arguments.of("data", fromM(Map.of("confidential", fromN("5")))));
  }

  @ParameterizedTest
  @MethodSource("damage")
  void state_withADamagedAttribute_isRefusedWithoutItsValue(String name, AttributeValue value) {
    assertDamaged(name, value);
  }

  private static void assertDamaged(String name, AttributeValue value) {
    Map<String, AttributeValue> item = new HashMap<>(ITEM);
    item.put(name, value);

    assertThatThrownBy(() -> Schemas.read(Schemas.STATES, item))
        .isInstanceOf(DamagedItemException.class)
        .hasMessageNotContaining("confidential");
  }
}
