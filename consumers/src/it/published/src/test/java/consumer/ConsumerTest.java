package consumer;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.micrometer.MicrometerListener;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.TestTable;
import io.github.ddbmessaging.testkit.MessagingTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class ConsumerTest {
  @RegisterExtension static final DynamoDbExtension DYNAMO_DB = MessagingTests.extension();

  @Test
  void application_withTheStarterAndNoOtherPartOfSpringBoot_sends() {
    try (ConfigurableApplicationContext application =
        new SpringApplicationBuilder(Application.class)
            .bannerMode(Banner.Mode.OFF)
            .run("--ddb.messaging.local=true")) {
      MessagingStore store = application.getBean(MessagingStore.class);

      assertThat(store.listMessageGroups("ann", newestFirst(1)).items()).isEmpty();
    }
  }

  @Test
  void call_withTheNewestMicrometer_isTimed(TestTable table) {
    // given
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    MessagingStore store =
        MessagingStore.builder()
            .client(table.client())
            .tableName(table.name())
            .listener(MicrometerListener.of(meters))
            .build();

    // when
    store.listMessageGroups("ann", newestFirst(1));

    // then
    assertThat(
            meters
                .get("ddb.messaging.calls")
                .tags("operation", "listMessageGroups", "outcome", "success")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}
}
