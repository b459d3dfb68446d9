package io.github.ddbmessaging.docs;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.Projector;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.project.StreamRecords;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.Table;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;

/** The Java code of docs/migrating.md, and the test that it is what the page says. */
class MigratingPageTest {
  private static final Logger LOG = LoggerFactory.getLogger(MigratingPageTest.class);

  private final LocalDynamoDb local = LocalDynamoDb.start();
  private final DynamoDbClient dynamoDb = local.client();
  private final User ann = new User("ann", "Ann Ekström", "annek");
  private final User bob = new User("bob", "Bob Okafor", "bob");
  private final User cat = new User("cat", "Cat Carter", "cat");
  private final String groupId = "old";

  @BeforeEach
  void converse() {
    MessagingTable.of(dynamoDb, "cruddur-messages").create(TableSettings.onDemand());
    Table table = new Table("cruddur-messages", dynamoDb, local.asyncClient());
    new OldApplication(table).converse(groupId, "2023-05-01T10:00:00+02:00", ann, bob, "Hi Bob");
  }

  @AfterEach
  void stopDynamoDb() {
    local.close();
  }

  @Test
  void adoptionExample_ofAGroupOfThree_makesThemItsMembers() {
    MessagingAdmin admin =
        MessagingAdmin.builder().client(dynamoDb).tableName("cruddur-messages").build();
    MessageGroup group = admin.adoptGroup(groupId, List.of(ann, bob, cat));

    assertThat(group.members()).containsExactlyInAnyOrder(ann, bob, cat);
  }

  @Test
  void migrationExample_whenRun_rewritesTheKeysToUtc() {
    MessagingAdmin admin =
        MessagingAdmin.builder().client(dynamoDb).tableName("cruddur-messages").build();

    for (MigrationReport report : admin.migrate(TableScan.withPageSize(500))) {
      report.problems().forEach(problem -> LOG.warn("{}", problem.getMessage()));
    }

    MessagingStore store =
        MessagingStore.builder().client(dynamoDb).tableName("cruddur-messages").build();
    assertThat(store.listMessages(groupId, newestFirst(10)).items())
        .extracting((Message message) -> message.sortKey().value())
        .containsExactly("2023-05-01T08:00:00.000000Z#old-1");
  }

  @Test
  void projectorExample_whenAnOldMessageComes_rewritesItsKey() {
    MessagingStore store =
        MessagingStore.builder().client(dynamoDb).tableName("cruddur-messages").build();
    Projector projector = store.projector().rewriteOldKeys();
    String key = "2023-05-01T10:00:00+02:00";
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                get ->
                    get.tableName("cruddur-messages").key(new ItemKey("MSG#old", key).attributes()))
            .item();

    projector.project(List.of(StreamRecords.of(OperationType.INSERT, 1, item)));

    assertThat(store.listMessages(groupId, newestFirst(10)).items())
        .extracting((Message message) -> message.sortKey().value())
        .containsExactly("2023-05-01T08:00:00.000000Z#old-1");
  }

  /** The filter for the old stream function passes messages in either form, and nothing else. */
  @Test
  void filter_ofTheWayBack_passesMessagesAlone() throws IOException {
    String page = Files.readString(Path.of("../docs/migrating.md"));
    String json = page.substring(page.indexOf("```json") + 7, page.lastIndexOf("   ```"));
    ObjectMapper mapper = new ObjectMapper();
    JsonNode pattern =
        mapper
            .readTree(mapper.readTree(json).at("/Filters/0/Pattern").asText())
            .at("/dynamodb/Keys");
    Stream<ItemKey> keys =
        Stream.of(
            new ItemKey("MSG#g", "2023-05-01T10:00:00+02:00"),
            new ItemKey("MSG#g", "2023-05-01T10:00:00.000000Z#m"),
            ItemKey.head("g"),
            new ItemKey("MSG#g", Keys.idempotency("k")),
            new ItemKey("GRP#ann", "2023-05-01T10:00:00.000000Z#g"),
            new ItemKey("CHK#rows", "shardId-1"));

    assertThat(
            keys.filter(key -> passes(pattern.at("/pk/S"), key.pk()))
                .filter(key -> passes(pattern.at("/sk/S"), key.sk())))
        .extracting(ItemKey::sk)
        .containsExactly("2023-05-01T10:00:00+02:00", "2023-05-01T10:00:00.000000Z#m");
  }

  private static boolean passes(JsonNode rules, String text) {
    return StreamSupport.stream(rules.spliterator(), false)
        .anyMatch(rule -> text.startsWith(rule.get("prefix").asText()));
  }

  @Test
  void codeBlocks_ofThePage_standInThisTest() throws IOException {
    String page = Files.readString(Path.of("../docs/migrating.md"));
    String test =
        squeezed(
            Files.readString(
                Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java")));

    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map((MatchResult block) -> squeezed(block.group(1)))
            .toList();

    assertThat(blocks).hasSize(3).allSatisfy(block -> assertThat(test).contains(block));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
