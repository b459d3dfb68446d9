package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsumerTest {

  private static final Pattern AWS_SDK_JAR =
      Pattern.compile("software.amazon.awssdk.[^/\\\\]+.([0-9.]+)[/\\\\]");

  @Test
  void createGroup_whenLibraryAndFixtureAreTheOnlyDependencies_isListed() {
    // given
    User ann = new User("ann", "Ann", "ann");
    User bob = new User("bob", "Bob", "bob");
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      MessagingTable.of(dynamoDb.client(), "messages").create(TableSettings.onDemand());
      MessagingStore store =
          MessagingStore.builder().client(dynamoDb.client()).tableName("messages").build();

      // when
      Sent sent = store.createGroup(NewGroup.direct(ann, bob), NewMessage.from("ann", "Hi Bob"));

      // then
      Page<Message> page = store.listMessages(sent.group().id(), PageRequest.newestFirst(20));
      assertThat(page.items()).containsExactly(sent.message());
    }
  }

  @Test
  void classPath_whenLibraryAndFixtureAreTheOnlyDependencies_hasOneVersionOfTheAwsSdk() {
    Stream<String> versions =
        AWS_SDK_JAR
            .matcher(System.getProperty("java.class.path"))
            .results()
            .map(match -> match.group(1));

    assertThat(versions.distinct()).hasSize(1);
  }
}
