package io.github.ddbmessaging.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class StreamedBurstsTest {
  @Test
  void run_onAnEmptyEngine_tellsWhatTheBurstsCost() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();

    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      new StreamedBursts(
              dynamoDb.client(), dynamoDb.streamsClient(), new PrintStream(output, true, UTF_8))
          .run();
    }

    assertThat(output.toString(UTF_8))
        .contains("   500 write units for the messages, each put alone")
        .contains("  1000 write units, 100 read units for the rows, by 105 requests")
        .contains("  1500 write units in all")
        .contains("  5500 it would be")
        .contains("40 rows: each shows its group's newest message");
  }
}
