package io.github.ddbmessaging.testing.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes and units are the developer guide's own examples, or lie at the borders of blocks. */
class CapacityRulesTest {

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "500,1", "1024,1", "1025,2", "1638,2", "2048,2", "409600,400"})
  void write_whenSized_roundsUpToKilobytes(long bytes, double units) {
    assertThat(CapacityRules.write(bytes)).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource({"0,2", "500,2", "1024,2", "1025,4", "3072,6"})
  void transactionalWrite_whenSized_isTwiceAWrite(long bytes, double units) {
    assertThat(CapacityRules.transactionalWrite(bytes)).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "3500,1", "4096,1", "4097,2", "8192,2", "10240,3", "41779,11", "96000,24"})
  void strongRead_whenSized_roundsUpToFourKilobytes(long bytes, double units) {
    assertThat(CapacityRules.strongRead(bytes)).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource({"0,0.5", "4096,0.5", "4097,1", "16000,2", "81920,10"})
  void eventualRead_whenSized_isHalfAStrongRead(long bytes, double units) {
    assertThat(CapacityRules.eventualRead(bytes)).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource({"0,2", "500,2", "4096,2", "4097,4"})
  void transactionalRead_whenSized_isTwiceAStrongRead(long bytes, double units) {
    assertThat(CapacityRules.transactionalRead(bytes)).isEqualTo(units);
  }
}
