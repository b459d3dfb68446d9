package io.github.ddbmessaging.examples.lambda;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.transformers.v2.DynamodbEventTransformer;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.Projector;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.OperationType;

/**
 * A table with what the test events tell of: the groups {@code garden} of Ann and Bob and {@code
 * kitchen} of Ann, Bob and Cem, each with a first message of 2026-11-21T09:00Z.
 */
record SampleTable(DynamoDbClient client, String name) {
  private static final User ANN = new User("ann", "Ann Ekström", "annek");
  private static final User BOB = new User("bob", "Bob Okafor", "bob");
  private static final User CEM = new User("cem", "Cem Yıldız", "cemy");
  private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");

  /** What gives a test such a table. */
  static DynamoDbExtension extension() {
    return DynamoDbExtension.builder()
        .table((client, name) -> MessagingTable.of(client, name).create(TableSettings.onDemand()))
        .parameter(SampleTable.class, table -> filled(table.client(), table.name()))
        .build();
  }

  /** Fills a table that is there. */
  static SampleTable filled(DynamoDbClient client, String name) {
    Iterator<String> ids = List.of("garden-0", "garden", "kitchen-0", "kitchen").iterator();
    MessagingStore store =
        MessagingStore.builder()
            .client(client)
            .tableName(name)
            .clock(Clock.fixed(NINE, ZoneOffset.UTC))
            .ids(ids::next)
            .build();
    store.createGroup(
        NewGroup.titled("Garden", List.of(ANN, BOB)), NewMessage.from("ann", "Who has the key?"));
    store.createGroup(
        NewGroup.titled("Kitchen", List.of(ANN, BOB, CEM)), NewMessage.from("bob", "Who is in?"));
    return new SampleTable(client, name);
  }

  /** Puts the messages that an event tells of, as their writers did before the event came. */
  void putMessagesOf(DynamodbEvent event) {
    DynamodbEventTransformer.toRecordsV2(event).stream()
        .filter(record -> record.eventName() == OperationType.INSERT)
        .map(record -> record.dynamodb().newImage())
        .filter(item -> requireNonNull(item.get("pk")).s().startsWith("MSG#"))
        .forEach(item -> client.putItem(put -> put.tableName(name).item(item)));
  }

  /** A projector that makes one attempt, and meets these faults. */
  Projector projector(Faults faults) {
    return MessagingStore.builder()
        .client(faults.wrap(client))
        .tableName(name)
        .retries(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
        .build()
        .projector();
  }

  /** What a user's list of groups shows. */
  Map<String, String> previewsByGroup(String userId) {
    MessagingStore store = MessagingStore.builder().client(client).tableName(name).build();
    return store.withConsistentReads().listMessageGroups(userId, newestFirst(10)).items().stream()
        .collect(toMap(MessageGroupRow::groupId, MessageGroupRow::preview));
  }
}
