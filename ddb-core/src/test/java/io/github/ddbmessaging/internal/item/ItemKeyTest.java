package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemKeyTest {
  private static final String FIRST = "2026-11-21T01:02:03.123456Z#m-1";

  @Test
  void head_isInThePartitionOfTheGroup() {
    assertThat(ItemKey.head("g-1")).isEqualTo(new ItemKey("MSG#g-1", "HEAD"));
  }

  @Test
  void message_isInThePartitionOfTheGroup() {
    assertThat(ItemKey.message("g-1", Samples.FIRST)).isEqualTo(new ItemKey("MSG#g-1", FIRST));
  }

  @Test
  void row_isInThePartitionOfTheUser() {
    assertThat(ItemKey.row("ann", Samples.FIRST)).isEqualTo(new ItemKey("GRP#ann", FIRST));
  }

  @Test
  void rowKey_hasTheTimeOfTheNewestMessageAndTheGroup() {
    SortKey newest = SortKey.of(Instant.parse("2026-11-21T01:05:00Z"), "m-2");

    assertThat(ItemKey.rowKey(Samples.direct().withNewest(newest)))
        .isEqualTo(new SortKey("2026-11-21T01:05:00.000000Z#g-1"));
  }

  @Test
  void attributes_whenReadBack_areTheKey() {
    ItemKey key = ItemKey.message("g-1", Samples.FIRST);

    assertThat(key.attributes()).isEqualTo(Map.of("pk", fromS("MSG#g-1"), "sk", fromS(FIRST)));
    assertThat(ItemKey.of(key.attributes())).isEqualTo(key);
  }

  @Test
  void of_whenAPartIsMissingOrNoText_isEmptyThere() {
    assertThat(ItemKey.of(Map.of("sk", fromN("1")))).isEqualTo(new ItemKey("", ""));
  }

  @Test
  void groupId_isThatOfThePartition() {
    assertThat(ItemKey.head("g#1").groupId()).isEqualTo("g#1");
  }
}
