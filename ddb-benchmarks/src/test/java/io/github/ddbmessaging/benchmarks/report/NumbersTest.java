package io.github.ddbmessaging.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "0.123, 0.12", "1.5, 1.50", "12.34, 12.3", "123.4, 123", "'1000', '1,000'"})
  void of_anyNumber_hasAboutThreeDigits(double value, String text) {
    assertThat(Numbers.of(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"12, 12", "0.5, 0.5", "1200, '1,200'"})
  void units_comeInHalves(double value, String text) {
    assertThat(Numbers.units(value)).isEqualTo(text);
  }
}
