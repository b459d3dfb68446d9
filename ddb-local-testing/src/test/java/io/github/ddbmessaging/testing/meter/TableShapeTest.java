package io.github.ddbmessaging.testing.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The developer guide's cases of what a write costs on a secondary index. */
class TableShapeTest {

  private static final TableShape.Index BY_OWNER =
      new TableShape.Index(Set.of("owner"), false, Set.of("pk", "owner", "title"));
  private static final TableShape THINGS = new TableShape(Set.of("pk"), List.of(BY_OWNER));
  private static final Map<String, AttributeValue> NOTHING = Map.of();
  private static final Map<String, AttributeValue> ANNS = item("owner", "ann", "title", "a");

  @Test
  void indexUnits_whenANewItemHasTheKey_isOneWrite() {
    assertThat(THINGS.indexUnits(NOTHING, ANNS)).isEqualTo(1);
  }

  @Test
  void indexUnits_whenANewItemLacksTheKey_isNone() {
    assertThat(THINGS.indexUnits(NOTHING, item("title", "a"))).isZero();
  }

  @Test
  void indexUnits_whenTheKeyIsSetLater_isOneWrite() {
    assertThat(THINGS.indexUnits(item("title", "a"), ANNS)).isEqualTo(1);
  }

  @Test
  void indexUnits_whenTheKeyChanges_isTwoWrites() {
    assertThat(THINGS.indexUnits(ANNS, item("owner", "bob", "title", "a"))).isEqualTo(2);
  }

  @Test
  void indexUnits_whenTheKeyIsRemoved_isOneWrite() {
    assertThat(THINGS.indexUnits(ANNS, item("title", "a"))).isEqualTo(1);
  }

  @Test
  void indexUnits_whenTheItemIsDeleted_isOneWrite() {
    assertThat(THINGS.indexUnits(ANNS, NOTHING)).isEqualTo(1);
  }

  @Test
  void indexUnits_whenAProjectedAttributeChanges_isOneWrite() {
    assertThat(THINGS.indexUnits(ANNS, item("owner", "ann", "title", "b"))).isEqualTo(1);
  }

  @Test
  void indexUnits_whenOnlyOtherAttributesChange_isNone() {
    assertThat(THINGS.indexUnits(ANNS, item("owner", "ann", "title", "a", "note", "n"))).isZero();
  }

  @Test
  void indexUnits_whenTheEntryShrinks_countsTheLargerSize() {
    Map<String, AttributeValue> large = item("owner", "ann", "title", "x".repeat(2048));

    assertThat(THINGS.indexUnits(large, ANNS)).isEqualTo(3);
  }

  @Test
  void indexUnits_whenALargeEntryMoves_countsBothSizes() {
    Map<String, AttributeValue> large = item("owner", "bob", "title", "x".repeat(2048));

    assertThat(THINGS.indexUnits(large, ANNS)).isEqualTo(3 + 1);
  }

  @Test
  void indexUnits_whenEverythingIsProjected_countsTheWholeItem() {
    TableShape shape =
        new TableShape(
            Set.of("pk"), List.of(new TableShape.Index(Set.of("owner"), true, Set.of())));

    assertThat(shape.indexUnits(NOTHING, item("owner", "ann", "note", "x".repeat(1024))))
        .isEqualTo(2);
  }

  @Test
  void keyOf_whenAnItem_isTheTablesKey() {
    assertThat(THINGS.keyOf(ANNS)).isEqualTo(Map.of("pk", AttributeValue.fromS("1")));
  }

  private static Map<String, AttributeValue> item(String... namesAndValues) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("pk", AttributeValue.fromS("1"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      item.put(namesAndValues[i], AttributeValue.fromS(namesAndValues[i + 1]));
    }
    return item;
  }
}
