package readme;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.TestTable;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The README's example of a test with the fixtures. */
class ConversationsTest {
  @RegisterExtension
  static final DynamoDbExtension dynamoDb =
      DynamoDbExtension.builder()
          .table((client, name) -> MessagingTable.of(client, name).create(TableSettings.onDemand()))
          .parameter(
              MessagingStore.class,
              table ->
                  MessagingStore.builder().client(table.client()).tableName(table.name()).build())
          .build();

  private final User ann = User.builder("ann").displayName("Ann Ekström").handle("annek").build();
  private final User bob = User.builder("bob").displayName("Bob Okafor").handle("bob").build();

  @Test
  void createGroup_whenDirect_isInTheListOfTheOther(MessagingStore store) {
    store.createGroup(NewGroup.direct(ann, bob), NewMessage.from("ann", "Hi Bob"));

    assertThat(store.listMessageGroups("bob", newestFirst(20)).items())
        .extracting(MessageGroupRow::preview)
        .containsExactly("Hi Bob");
  }

  @Test
  void createGroup_ofTwo_costsEightWriteUnits(TestTable table) {
    Meter meter = new Meter();
    MessagingStore store =
        MessagingStore.builder().client(meter.wrap(table.client())).tableName(table.name()).build();

    Usage usage =
        meter.measure(
            () -> store.createGroup(NewGroup.direct(ann, bob), NewMessage.from("ann", "Hi Bob")));

    assertThat(usage.writeUnits()).isEqualTo(8);
  }
}
