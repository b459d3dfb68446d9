package io.github.ddbmessaging;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The code of the README, and the test that it is what the README says. */
class ReadmeExampleTest {
  @RegisterExtension static final DynamoDbExtension local = DynamoDbExtension.builder().build();

  @Test
  void firstExample_whenRun_doesWhatItsCommentsSay(DynamoDbClient dynamoDb) {
    MessagingTable.of(dynamoDb, "messages").create(TableSettings.onDemand());
    MessagingStore store = MessagingStore.builder().client(dynamoDb).tableName("messages").build();
    User ann = new User("ann", "Ann Ekström", "annek");
    User bob = new User("bob", "Bob Okafor", "bob");

    // D: a new group with its first message, in one transaction. Made again, it is the same.
    Sent first = store.createGroup(NewGroup.direct(ann, bob), NewMessage.from("ann", "Hi Bob"));
    // C: a message into the group in hand, so nothing is read first.
    Sent reply = store.createMessage(first.group(), NewMessage.from("bob", "Hi Ann!"));
    // A: the newest messages, and the page behind them.
    Page<Message> newest = store.listMessages(reply.group().id(), newestFirst(1));
    Page<Message> older =
        store.listMessages(reply.group().id(), newestFirst(1).before(newest.next().orElseThrow()));
    // Everything that came after a message that a client has.
    Page<Message> missed =
        store.listMessages(reply.group().id(), oldestFirst(100).after(first.message().cursor()));
    // B: a user's conversations, the most recent first.
    Page<MessageGroupRow> inbox = store.listMessageGroups("bob", newestFirst(20));

    assertThat(newest.items()).containsExactly(reply.message());
    assertThat(older.items()).containsExactly(first.message());
    assertThat(missed.items()).containsExactly(reply.message());
    assertThat(inbox.items()).extracting(MessageGroupRow::preview).containsExactly("Hi Ann!");
    MessagingTable.of(dynamoDb, "messages").delete();
  }

  @Test
  void codeBlocks_ofTheReadme_standInCompiledTests() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String tests = squeezed(source("ReadmeExampleTest") + source("ConversationsTest"));

    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(readme)
            .results()
            .map((MatchResult block) -> squeezed(block.group(1)))
            .toList();

    assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(tests).contains(block));
  }

  private static String source(String test) throws IOException {
    return Files.readString(Path.of("src/test/java/io/github/ddbmessaging/" + test + ".java"));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
