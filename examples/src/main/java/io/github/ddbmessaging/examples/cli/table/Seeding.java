package io.github.ddbmessaging.examples.cli.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.Conversation.Line;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Loads a file into a table. All keys and ids follow from the lines, so doing it again, after an
 * interruption too, writes the same items; equal lines are one message. First the messages are put,
 * in batches; then each group is made, if it is missing, and the projector brings its rows to its
 * newest message, which never takes them back. So live traffic is not disturbed.
 *
 * <p>Memory holds each group with its members, and one batch.
 */
public final class Seeding {
  private static final int GROUPS_AT_ONCE = 50;
  private static final int ID_CHARACTERS = 32;

  private final DynamoDbClient dynamoDb;
  private final String tableName;
  private final MessagingStore store;
  private final Batches batches;
  private final Map<String, SeedGroup> groups = new LinkedHashMap<>();
  private final Map<User, User> users = new HashMap<>();
  private long lines;

  /**
   * Creates the seeding.
   *
   * @param dynamoDb stays the caller's
   * @param tableName the table to fill
   */
  public Seeding(DynamoDbClient dynamoDb, String tableName) {
    this.dynamoDb = dynamoDb;
    this.tableName = tableName;
    this.store =
        MessagingStore.builder()
            .client(dynamoDb)
            .tableName(tableName)
            .build()
            .withConsistentReads();
    this.batches = new Batches(dynamoDb, tableName);
  }

  /**
   * Reads the whole file and what the table has of its groups, and writes nothing.
   *
   * @param file the file
   * @throws ToolException if the file is damaged, or a group of the table has other members, or was
   *     made by the old application and not yet migrated
   */
  public void plan(SeedFile file) {
    lines =
        file.read(
            line ->
                groups
                    .computeIfAbsent(line.group(), SeedGroup::new)
                    .add(message(line, users.computeIfAbsent(line.sender(), user -> user))));
    if (lines == 0) {
      throw new ToolException(file.name() + " holds no messages");
    }
    for (List<SeedGroup> part : parts()) {
      Map<SeedGroup, MessageGroup> heads = heads(part);
      heads.forEach(Seeding::requireMembers);
      part.stream().filter(group -> !heads.containsKey(group)).forEach(this::requireNew);
    }
  }

  /**
   * What was planned.
   *
   * @return how many lines
   */
  public long lines() {
    return lines;
  }

  /**
   * What was planned.
   *
   * @return how many groups
   */
  public int groups() {
    return groups.size();
  }

  /**
   * Puts the messages.
   *
   * @param file the planned file
   * @param written told how many lines more are in the table
   */
  public void putMessages(SeedFile file, LongConsumer written) {
    Map<ItemKey, Map<String, AttributeValue>> batch = new LinkedHashMap<>();
    file.read(
        line -> {
          Message message = message(line, line.sender());
          batch.put(
              ItemKey.message(message.groupId(), message.sortKey()),
              Schemas.MESSAGES.itemToMap(message, true));
          if (batch.size() == Batches.WRITES) {
            batches.put(batch.values());
            batch.clear();
          }
          written.accept(1);
        });
    if (!batch.isEmpty()) {
      batches.put(batch.values());
    }
  }

  /**
   * Makes the groups that are missing, and shows the newest message in all rows.
   *
   * @param finished told how many groups more are complete
   */
  public void finishGroups(LongConsumer finished) {
    for (List<SeedGroup> part : parts()) {
      Map<SeedGroup, MessageGroup> heads = heads(part);
      part.stream().filter(group -> !heads.containsKey(group)).forEach(this::putHead);
      showNewest(part);
      finished.accept(part.size());
    }
  }

  private void putHead(SeedGroup group) {
    try {
      dynamoDb.putItem(
          put ->
              put.tableName(tableName)
                  .item(Schemas.HEADS.itemToMap(new GroupHead(group.head(), null), true))
                  .conditionExpression("attribute_not_exists(#pk)")
                  .expressionAttributeNames(Map.of("#pk", Attributes.PK)));
    } catch (ConditionalCheckFailedException e) {
      // Somebody else has made it meanwhile: it is left as it is.
    }
  }

  private void showNewest(List<SeedGroup> part) {
    List<ItemKey> newest =
        part.stream().map(group -> ItemKey.message(group.id(), group.newest())).toList();
    ProjectionResult result = store.projector().project(records(batches.read(newest).values()));
    if (!result.rejected().isEmpty()) {
      throw result.rejected().get(0).reason();
    }
    for (RuntimeException failure : result.failures().values()) {
      throw failure;
    }
  }

  /** As the stream would tell that these messages are new. */
  private static List<Record> records(Collection<Map<String, AttributeValue>> messages) {
    List<Record> records = new ArrayList<>();
    for (Map<String, AttributeValue> message : messages) {
      records.add(
          Record.builder()
              .eventName(OperationType.INSERT)
              .dynamodb(
                  change ->
                      change
                          .keys(ItemKey.of(message).attributes())
                          .newImage(message)
                          .sequenceNumber(Integer.toString(records.size())))
              .build());
    }
    return records;
  }

  private Map<SeedGroup, MessageGroup> heads(List<SeedGroup> part) {
    Map<ItemKey, Map<String, AttributeValue>> items =
        batches.read(part.stream().map(group -> ItemKey.head(group.id())).toList());
    Map<SeedGroup, MessageGroup> heads = new LinkedHashMap<>();
    for (SeedGroup group : part) {
      Map<String, AttributeValue> item = items.get(ItemKey.head(group.id()));
      if (item != null) {
        heads.put(group, Schemas.read(Schemas.HEADS, item).group());
      }
    }
    return heads;
  }

  private static void requireMembers(SeedGroup group, MessageGroup head) {
    for (User member : group.members()) {
      if (head.findMember(member.id()).isEmpty()) {
        throw new ToolException(
            "Group '"
                + group.id()
                + "' is in the table without the member '"
                + member.id()
                + "'; give the group another id in the file, or seed another table");
      }
    }
  }

  /** A head put beside what the old application left would hide who is in the group. */
  private void requireNew(SeedGroup group) {
    for (Message oldest : store.listMessages(group.id(), PageRequest.oldestFirst(1)).items()) {
      if (!oldest.sortKey().equals(SortKey.of(oldest.createdAt(), oldest.id()))) {
        throw new ToolException(
            "Group '"
                + group.id()
                + "' is in the table as the old application left it; run 'ddb migrate' first");
      }
    }
  }

  private List<List<SeedGroup>> parts() {
    List<SeedGroup> all = List.copyOf(groups.values());
    List<List<SeedGroup>> parts = new ArrayList<>();
    for (int start = 0; start < all.size(); start += GROUPS_AT_ONCE) {
      parts.add(all.subList(start, Math.min(all.size(), start + GROUPS_AT_ONCE)));
    }
    return parts;
  }

  private static Message message(Line line, User sender) {
    String id = id(line);
    return new Message(line.group(), SortKey.of(line.createdAt(), id), id, sender, line.text());
  }

  /** The same for equal lines, whatever their names, in every run. */
  private static String id(Line line) {
    String parts =
        String.join(
            "\n", line.group(), Views.exact(line.createdAt()), line.sender().id(), line.text());
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(parts.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, ID_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
