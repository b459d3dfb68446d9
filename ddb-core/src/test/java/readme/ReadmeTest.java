package readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The code of the README runs, and is what the README says. */
class ReadmeTest {
  private static final Pattern IMPORT = Pattern.compile("^import .*;$", Pattern.MULTILINE);

  @RegisterExtension static final DynamoDbExtension LOCAL = DynamoDbExtension.builder().build();

  @Test
  void talk_whenRun_showsTheNewestMessageToBob(DynamoDbClient dynamoDb) {
    MessagingTable.of(dynamoDb, "messages").create(TableSettings.onDemand());

    List<MessageGroupRow> list = new Chat(dynamoDb).talk().items();

    assertThat(list).extracting(MessageGroupRow::preview).containsExactly("At 9?");
    MessagingTable.of(dynamoDb, "messages").delete();
  }

  @Test
  void codeBlocks_ofTheReadme_standInCompiledCode() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String code = squeezed(source("Chat") + source("ConversationsTest"));

    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(readme)
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();

    assertThat(blocks)
        .hasSize(2)
        .allSatisfy(block -> assertThat(code).contains(importsAndRest(block)));
  }

  /** Each import for itself, since the tests have more of them. */
  private static List<String> importsAndRest(String block) {
    return Stream.concat(
            IMPORT.matcher(block).results().map(MatchResult::group),
            Stream.of(IMPORT.matcher(block).replaceAll("")))
        .map(ReadmeTest::squeezed)
        .toList();
  }

  private static String source(String name) throws IOException {
    return Files.readString(Path.of("src/test/java/readme/" + name + ".java"));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
