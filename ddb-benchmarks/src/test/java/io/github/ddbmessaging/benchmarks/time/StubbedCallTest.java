package io.github.ddbmessaging.benchmarks.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.cost.Pattern;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("long")
class StubbedCallTest {
  @ParameterizedTest
  @EnumSource(names = {"FLOOR", "LIBRARY", "ENHANCED", "TEMPEST"})
  void call_ofMessages_givesAFullPage(Kind kind) {
    assertThat((List<?>) call(kind, Pattern.A)).hasSize(20);
  }

  @Test
  void call_ofRows_givesAFullPage() {
    assertThat((List<?>) call(Kind.LIBRARY, Pattern.B)).hasSize(20);
  }

  @ParameterizedTest
  @EnumSource(names = {"C", "D"})
  void call_ofWrites_succeeds(Pattern pattern) {
    assertThat(call(Kind.LIBRARY, pattern)).isNotNull();
  }

  private static Object call(Kind kind, Pattern pattern) {
    StubbedCall benchmark = new StubbedCall();
    benchmark.kind = kind;
    benchmark.pattern = pattern;
    benchmark.readAPage();
    return benchmark.call();
  }
}
