package io.github.ddbmessaging.examples.kcl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The build gives region and credentials; none of them is used. */
class WorkerMainTest {
  private static final String ENDPOINT = "aws.endpointUrl";

  @AfterEach
  void forgetEndpoint() {
    System.clearProperty(ENDPOINT);
  }

  @Test
  void run_whenArgumentsAreMissing_answersTwo() {
    assertThat(WorkerMain.run("messages")).isEqualTo(2);
  }

  @Test
  void run_whenTableIsMissing_answersOne() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.builder().http().start()) {
      System.setProperty(ENDPOINT, dynamoDb.endpoint().toString());

      assertThat(WorkerMain.run("messages", "projector")).isEqualTo(1);
    }
  }
}
