package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.table.Schemas;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Beside the fixtures' measure, which agrees with DynamoDB Local. */
class ItemSizeTest {
  private static final int NUMBERS_OF_THE_FULL_MESSAGE = 5;

  @Test
  void of_anItemOfStrings_isThatOfNamesAndValues() {
    Map<String, AttributeValue> item =
        Map.of("pk", AttributeValue.fromS("MSG#g"), "message", AttributeValue.fromS("\u20ac"));

    assertThat(ItemSize.of(item)).isEqualTo(2 + 5 + 7 + 3);
  }

  @Test
  void of_aMessageThatHasEverything_isItsSizeOrAByteMoreForEachNumber() {
    Map<String, AttributeValue> item = Schemas.MESSAGES.itemToMap(Samples.fullMessage(), true);
    int size = (int) io.github.ddbmessaging.testing.meter.ItemSize.of(item);

    assertThat(ItemSize.of(item)).isBetween(size, size + NUMBERS_OF_THE_FULL_MESSAGE);
  }
}
