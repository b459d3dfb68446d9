package io.github.ddbmessaging.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** With Spring Cloud AWS and the actuator on the class path, and every configuration of both. */
@SpringBootTest(
    properties = {
      "ddb.messaging.table-name=production",
      "ddb.messaging.client.region=eu-central-1",
      "spring.cloud.aws.region.static=eu-central-1",
      "spring.main.banner-mode=off"
    })
@AutoConfigureLocalMessaging
class AutoConfigureLocalMessagingTest {
  @Autowired private MessagingStore store;
  @Autowired private MessagingTable table;
  @Autowired private LocalDynamoDb engine;
  @Autowired private DynamoDbClient client;
  @Autowired private AwsConnectionDetails details;

  @Test
  void application_whateverItsSettings_worksOnAnEmbeddedTable() {
    assertThat(table.describe()).isPresent();
    assertThat(store.findGroup("none")).isEmpty();
    assertThat(client).isSameAs(engine.client());
    assertThat(engine.client().listTables().tableNames()).containsExactly("production");
  }

  @Test
  void connectionDetails_ofSpringCloudAws_areTheEngines() {
    URI endpoint = engine.endpoint();

    assertThat(details.getEndpoint()).isEqualTo(endpoint);
    assertThat(details.getRegion()).isEqualTo("us-east-1");
    assertThat(details.getAccessKey()).isEqualTo(details.getSecretKey()).isEqualTo("local");
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}
}
