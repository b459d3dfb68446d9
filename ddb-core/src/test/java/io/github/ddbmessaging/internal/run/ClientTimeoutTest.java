package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;

class ClientTimeoutTest {
  @ParameterizedTest
  @CsvSource({"PT3S, PT10S,", "PT3S, PT3S,", "PT3S, PT2S, PT2S", ", PT10S, PT10S"})
  void limit_isWhatIsLeftUnlessTheClientsOwnComesBefore(
      @Nullable Duration own, Duration left, @Nullable Duration expected) {
    DynamoDbServiceClientConfiguration.Builder client =
        DynamoDbServiceClientConfiguration.builder();
    client.overrideConfiguration(ClientOverrideConfiguration.builder().apiCallTimeout(own).build());

    assertThat(ClientTimeout.of(client::build).limit(left).orElse(null)).isEqualTo(expected);
  }

  @Test
  void limit_whenTheClientTellsNoConfiguration_isWhatIsLeft() {
    ClientTimeout unknown =
        ClientTimeout.of(
            () -> {
              throw new UnsupportedOperationException();
            });

    assertThat(unknown.limit(Duration.ofSeconds(1))).contains(Duration.ofSeconds(1));
  }
}
