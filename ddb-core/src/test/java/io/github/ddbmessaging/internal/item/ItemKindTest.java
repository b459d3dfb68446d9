package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemKindTest {
  @ParameterizedTest
  @CsvSource({
    "MSG#g-1,       2026-11-21T01:02:03.123456Z#m-1, MESSAGE",
    "MSG#g-1,       2023-05-20T17:01:02,             MESSAGE",
    "MSG#g-1,       0,                               MESSAGE",
    "MSG#g-1,       9,                               MESSAGE",
    "MSG#,          2023-05-20T17:01:02,             MESSAGE",
    "MSG#g-1,       HEAD,                            HEAD",
    "MSG#g-1,       HEAD2,                           UNKNOWN",
    "MSG#g-1,       head,                            UNKNOWN",
    "MSG#g-1,       IDEM#order-17,                   MARKER",
    "MSG#g-1,       IDEM#2026,                       MARKER",
    "MSG#g-1,       IDEM,                            UNKNOWN",
    "MSG#g-1,       /,                               UNKNOWN",
    "MSG#g-1,       :,                               UNKNOWN",
    "MSG#g-1,       \u0662\u0660,                    UNKNOWN",
    "MSG#g-1,       '',                              UNKNOWN",
    "GRP#ann,       2026-11-21T01:02:03.123456Z#g-1, ROW",
    "GRP#ann,       2023-05-20T17:01:02.5-05:00,     ROW",
    "GRP#ann,       ST#g-1,                          STATE",
    "GRP#ann,       ST#,                             STATE",
    "GRP#ann,       ST,                              UNKNOWN",
    "MSG#g-1,       ST#g-1,                          UNKNOWN",
    "GRP#ann,       HEAD,                            UNKNOWN",
    "GRP#ann,       IDEM#order-17,                   UNKNOWN",
    "GRP#ann,       '',                              UNKNOWN",
    "GRP#ann,       WAS#g-1,                         FORMER_MEMBERSHIP",
    "GRP#ann,       WAS,                             UNKNOWN",
    "MSG#g-1,       WAS#g-1,                         UNKNOWN",
    "CHK#projector, shardId-00000001,                CHECKPOINT",
    "CHK#projector, 2026,                            CHECKPOINT",
    "MSG,           HEAD,                            UNKNOWN",
    "msg#g-1,       HEAD,                            UNKNOWN",
    "USR#ann,       2026-11-21T01:02:03.123456Z#g-1, UNKNOWN",
    "'',            '',                              UNKNOWN",
  })
  void kind_whenGivenAnyKey_isTheKindThatTheKeyTells(String pk, String sk, ItemKind expected) {
    assertThat(new ItemKey(pk, sk).kind()).isEqualTo(expected);
  }

  static Stream<Map<String, AttributeValue>> itemsWithoutAKeyOfTexts() {
    return Stream.of(
        Map.of(),
        Map.of("pk", fromS("MSG#g-1")),
        Map.of("sk", fromS("HEAD")),
        Map.of("pk", fromS("MSG#g-1"), "sk", fromN("2026")),
        Map.of("pk", fromN("1"), "sk", fromS("HEAD")));
  }

  @ParameterizedTest
  @MethodSource("itemsWithoutAKeyOfTexts")
  void kind_whenAPartOfTheKeyIsNoText_isUnknown(Map<String, AttributeValue> item) {
    assertThat(ItemKey.of(item).kind()).isEqualTo(ItemKind.UNKNOWN);
  }
}
