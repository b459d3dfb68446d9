package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class HeadTest {

  @Test
  void of_whenNothingWasRemoved_knowsOfNothing() {
    Head head = Head.of(Schemas.HEADS.itemToMap(Samples.direct(), true));

    assertThat(head).isEqualTo(new Head(Samples.direct(), null));
  }

  @Test
  void of_whenAMessageWasRemoved_knowsItsKey() {
    Head head = Head.of(withRemoved(AttributeValue.fromS(Samples.FIRST.value())));

    assertThat(head).isEqualTo(new Head(Samples.direct(), Samples.FIRST));
  }

  static Stream<AttributeValue> noSortKeys() {
    return Stream.of(
        AttributeValue.fromS(""),
        AttributeValue.fromS("yesterday"),
        AttributeValue.fromN("17"),
        AttributeValue.fromNul(true));
  }

  @ParameterizedTest
  @MethodSource("noSortKeys")
  void of_whenWhatWasRemovedIsNoSortKey_namesTheHead(AttributeValue removed) {
    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> Head.of(withRemoved(removed)))
        .withMessage(
            "Damaged item pk='MSG#g-1', sk='HEAD': attribute 'removed_sk' is no sort key of a"
                + " message")
        .returns(Keys.HEAD, DamagedItemException::sortKey);
  }

  private static Map<String, AttributeValue> withRemoved(AttributeValue removed) {
    Map<String, AttributeValue> head =
        new HashMap<>(Schemas.HEADS.itemToMap(Samples.direct(), true));
    head.put(Attributes.REMOVED, removed);
    return head;
  }
}
