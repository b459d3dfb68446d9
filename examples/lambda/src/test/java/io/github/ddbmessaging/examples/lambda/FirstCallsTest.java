package io.github.ddbmessaging.examples.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.lambda.FirstCallProbe.Http;
import io.github.ddbmessaging.examples.lambda.FirstCalls.Times;
import io.github.ddbmessaging.examples.lambda.FirstCalls.Variant;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FirstCallsTest {
  @ParameterizedTest
  @EnumSource(Http.class)
  @Tag("long")
  void probe_withEachClient_tellsBothTimes(Http http) throws Exception {
    try (LocalDynamoDb engine = LocalDynamoDb.start()) {
      Times times = FirstCalls.probe(engine, new Variant(http, true));

      assertThat(times.made()).isPositive();
      assertThat(times.first()).isPositive();
    }
  }

  @Test
  void table_ofMedians_isInRatiosToTheDefault() {
    Map<Variant, List<Times>> times = new LinkedHashMap<>();
    times.put(
        new Variant(Http.APACHE, false),
        List.of(new Times(1, 100), new Times(10, 90), new Times(100, 1)));
    times.put(new Variant(Http.CRT, true), List.of(new Times(20, 45)));

    assertThat(FirstCalls.table(times))
        .isEqualTo(
            """
            | HTTP client | primed | initialization | first event | both |
            | --- | --- | ---: | ---: | ---: |
            | Apache 5 | no | 1.00 | 1.00 | 1.01 |
            | CRT | yes | 2.00 | 0.50 | 0.65 |
            """);
  }

  @Test
  void page_always_hasTheTableThatIsPrinted() throws IOException {
    String head =
        FirstCalls.table(Map.of(new Variant(Http.APACHE, false), List.of(new Times(1, 1))));

    assertThat(Files.readString(Path.of("../../docs/streams.md")))
        .contains(head.substring(0, head.indexOf("| Apache")));
  }
}
