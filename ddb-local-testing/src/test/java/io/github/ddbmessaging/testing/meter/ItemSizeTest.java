package io.github.ddbmessaging.testing.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemSizeTest {

  @Test
  void of_whenNoItem_isZero() {
    assertThat(ItemSize.of(Map.of())).isZero();
  }

  @Test
  void of_whenAnItem_addsNamesAndValues() {
    Map<String, AttributeValue> item =
        Map.of("pk", AttributeValue.fromS("a"), "größe", AttributeValue.fromN("12"));

    assertThat(ItemSize.of(item)).isEqualTo((2 + 1) + (7 + 2));
  }

  @ParameterizedTest
  @CsvSource({"'',0", "a,1", "é,2", "€,3", "😀,4"})
  void of_whenAString_countsUtf8Bytes(String text, long bytes) {
    assertThat(ItemSize.of(AttributeValue.fromS(text))).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "0,1",
    "-0,1",
    "7,2",
    "12,2",
    "0042,2",
    "123,3",
    "120,3",
    "1234,3",
    "1200,2",
    "1010,3",
    "123456,4",
    "-27,3",
    "-1234,4",
    "0.15,2",
    "0.0000001,2",
    "0.0012,2",
    "1.50,3",
    "1.234,4",
    "3.14159,5",
    "100.5,4",
    "-100.5,5",
    "1e125,2",
    "1e-100,2",
    "12345678901234567890123456789012345678,20",
    "-12345678901234567890123456789012345678,21",
    "1234567890123456789.0123456789012345678,21",
    "-1234567890123456789.0123456789012345678,21"
  })
  void of_whenANumber_countsPairsOfDigitsFromThePointAndTheSign(String number, long bytes) {
    assertThat(ItemSize.of(AttributeValue.fromN(number))).isEqualTo(bytes);
  }

  @Test
  void of_whenBinary_countsRawBytes() {
    assertThat(ItemSize.of(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[5])))).isEqualTo(5);
  }

  @Test
  void of_whenABoolean_isOne() {
    assertThat(ItemSize.of(AttributeValue.fromBool(false))).isEqualTo(1);
  }

  @Test
  void of_whenNull_isOne() {
    assertThat(ItemSize.of(AttributeValue.fromNul(true))).isEqualTo(1);
  }

  @Test
  void of_whenAnEmptyList_isItsOverhead() {
    assertThat(ItemSize.of(AttributeValue.fromL(List.of()))).isEqualTo(3);
  }

  @Test
  void of_whenAnEmptyMap_isItsOverhead() {
    assertThat(ItemSize.of(AttributeValue.fromM(Map.of()))).isEqualTo(3);
  }

  @Test
  void of_whenAList_addsOverheadPerElement() {
    AttributeValue list =
        AttributeValue.fromL(List.of(AttributeValue.fromS("ab"), AttributeValue.fromBool(true)));

    assertThat(ItemSize.of(list)).isEqualTo(3 + (1 + 2) + (1 + 1));
  }

  @Test
  void of_whenMapsAreNested_addsOverheadPerLevel() {
    AttributeValue inner = AttributeValue.fromM(Map.of("k", AttributeValue.fromS("v")));

    AttributeValue outer = AttributeValue.fromM(Map.of("inner", inner));

    assertThat(ItemSize.of(outer)).isEqualTo(3 + (1 + 5 + (3 + (1 + 1 + 1))));
  }

  @Test
  void of_whenAStringSet_addsMembersOnly() {
    assertThat(ItemSize.of(AttributeValue.fromSs(List.of("a", "bcd")))).isEqualTo(4);
  }

  @Test
  void of_whenANumberSet_addsMembersOnly() {
    assertThat(ItemSize.of(AttributeValue.fromNs(List.of("1", "123")))).isEqualTo(5);
  }

  @Test
  void of_whenABinarySet_addsMembersOnly() {
    List<SdkBytes> members =
        List.of(SdkBytes.fromByteArray(new byte[2]), SdkBytes.fromByteArray(new byte[3]));

    assertThat(ItemSize.of(AttributeValue.fromBs(members))).isEqualTo(5);
  }

  @Test
  void of_whenTheValueHasNoType_isRefused() {
    AttributeValue nothing = AttributeValue.builder().build();

    assertThatThrownBy(() -> ItemSize.of(nothing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a value without a type");
  }
}
