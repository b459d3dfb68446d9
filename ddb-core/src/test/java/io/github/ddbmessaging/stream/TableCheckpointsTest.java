package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.campaign.Clients;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.MessagingException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a checkpoint's failure looks like; that they work is proved with the poller. */
class TableCheckpointsTest {
  static List<Consumer<TableCheckpoints>> calls() {
    return List.of(
        checkpoints -> checkpoints.find("shard-1"),
        checkpoints -> checkpoints.save("shard-1", "7"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void call_whenDynamoDbIsNotReached_failsWithTheLibrarysOwnException(
      Consumer<TableCheckpoints> call) {
    TableCheckpoints checkpoints =
        new TableCheckpoints(
            Clients.sync(
                request -> {
                  throw SdkClientException.create("no route");
                }),
            "checkpoints",
            "rows");

    assertThatThrownBy(() -> call.accept(checkpoints))
        .isInstanceOf(DynamoDbFailureException.class)
        .isInstanceOf(MessagingException.class)
        .hasMessageContainingAll("table checkpoints", "DynamoDB was not reached");
  }
}
