package io.github.ddbmessaging.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The size of an item; lengths and forms of texts are proved in {@code Utf8PropertyTest}. */
class Utf8Test {
  @Test
  void size_whenItemHasOnlyStrings_isThatOfNamesAndValues() {
    Map<String, AttributeValue> item =
        Map.of("pk", AttributeValue.fromS("MSG#g"), "message", AttributeValue.fromS("\u20ac"));

    assertThat(Utf8.size(item)).isEqualTo(2 + 5 + 7 + 3);
  }
}
