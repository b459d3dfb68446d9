package io.github.ddbmessaging.examples.cli.table;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.examples.cli.table.Finding.Kind;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Holds a table to the promises, a page at a time. What looks wrong is looked at again, until two
 * looks in a row agree, so that traffic going on meanwhile is not taken for damage. A scan gives
 * the items of a partition one after the other, which is what makes "once for each group" possible.
 */
public final class TableCheck {
  private static final int MOST_LOOKS = 5;

  private final DynamoDbClient dynamoDb;
  private final String tableName;
  private final MessagingStore store;
  private final Batches batches;
  private final Consumer<Finding> consumer;

  private String partition = "";

  /** The groups without a head that the current user has a row of. */
  private final Set<String> headlessGroups = new HashSet<>();

  private long items;
  private long wrong;
  private long groups;
  private long notAdopted;
  private long oldKeys;
  private long unknown;

  /**
   * Creates the check.
   *
   * @param dynamoDb stays the caller's
   * @param tableName the table to read
   * @param consumer told what is found
   */
  public TableCheck(DynamoDbClient dynamoDb, String tableName, Consumer<Finding> consumer) {
    this.dynamoDb = dynamoDb;
    this.tableName = tableName;
    this.store =
        MessagingStore.builder()
            .client(dynamoDb)
            .tableName(tableName)
            .build()
            .withConsistentReads();
    this.batches = new Batches(dynamoDb, tableName);
    this.consumer = consumer;
  }

  /**
   * Reads the table.
   *
   * @param read told how many items more were read
   */
  public void run(LongConsumer read) {
    Map<String, AttributeValue> start = Map.of();
    do {
      Map<String, AttributeValue> from = start.isEmpty() ? null : start;
      ScanResponse page =
          dynamoDb.scan(
              scan -> scan.tableName(tableName).consistentRead(true).exclusiveStartKey(from));
      Map<ItemKey, Map<String, AttributeValue>> heads = headsOf(page.items());
      for (Map<String, AttributeValue> item : page.items()) {
        check(item, heads);
      }
      items += page.count();
      read.accept(page.count());
      start = page.lastEvaluatedKey();
    } while (!start.isEmpty());
  }

  /**
   * What was found wrong.
   *
   * @return how many findings
   */
  public long wrong() {
    return wrong;
  }

  /**
   * What was read and found.
   *
   * @return one sentence
   */
  public String summary() {
    return Views.count(items, "item")
        + ", "
        + Views.count(groups, "group")
        + ": "
        + (wrong == 0 ? "nothing" : Views.count(wrong, "thing"))
        + " wrong"
        + (notAdopted == 0 ? "" : "; " + Views.count(notAdopted, "group") + " not yet adopted")
        + (oldKeys == 0
            ? ""
            : "; " + Views.count(oldKeys, "key") + " of the old application, " + Remedies.MIGRATE)
        + (unknown == 0 ? "" : "; " + Views.count(unknown, "item") + " of other kinds passed over");
  }

  /** The heads of the groups that the items of a page belong to. */
  private Map<ItemKey, Map<String, AttributeValue>> headsOf(
      List<Map<String, AttributeValue>> page) {
    Set<ItemKey> keys = new HashSet<>();
    for (Map<String, AttributeValue> item : page) {
      ItemKey key = ItemKey.of(item);
      AttributeValue group = item.get(Attributes.GROUP_ID);
      if (key.pk().startsWith(Keys.MESSAGES_PREFIX)) {
        keys.add(new ItemKey(key.pk(), Keys.HEAD));
      } else if (group != null && group.s() != null) {
        keys.add(ItemKey.head(group.s()));
      }
    }
    return batches.read(keys);
  }

  private void check(
      Map<String, AttributeValue> item, Map<ItemKey, Map<String, AttributeValue>> heads) {
    ItemKey key = ItemKey.of(item);
    boolean first = !key.pk().equals(partition);
    if (first) {
      partition = key.pk();
      headlessGroups.clear();
    }
    try {
      if (key.pk().startsWith(Keys.MESSAGES_PREFIX)) {
        if (first && !heads.containsKey(new ItemKey(key.pk(), Keys.HEAD))) {
          headless(key);
        }
        checkInGroup(key, item);
      } else if (key.pk().startsWith(Keys.GROUPS_PREFIX) && isTime(key.sk())) {
        checkRow(key, Schemas.read(Schemas.ROWS, item), heads);
      } else if (!key.pk().startsWith(Keys.CHECKPOINTS_PREFIX)) {
        unknown++;
      }
    } catch (DamagedItemException e) {
      // The scan comes to other items by itself.
      if (new ItemKey(e.partitionKey(), e.sortKey()).equals(key)) {
        wrong(key, "the item is damaged (" + problem(e) + ")", Remedies.MEND);
      }
    }
  }

  private void headless(ItemKey first) {
    if (isTime(first.sk()) && find(ItemKey.head(groupOf(first))).isEmpty()) {
      if (first.sk().contains("#")) {
        wrong(
            new ItemKey(first.pk(), Keys.HEAD),
            "the group has messages and no head: a seed was interrupted, or the head is lost",
            Remedies.SEED_AGAIN);
        return;
      }
      notAdopted++;
      consumer.accept(
          new Finding(
              Kind.NOTE,
              first.pk(),
              Keys.HEAD,
              "not yet adopted: a group of the old application, without a head",
              "its next message adopts it, or " + Remedies.MIGRATE));
    }
  }

  private void checkInGroup(ItemKey key, Map<String, AttributeValue> item) {
    if (key.sk().equals(Keys.HEAD)) {
      groups++;
      if (item.containsKey(Attributes.GROUP_ID)) {
        wrong(key, "the head is in the old application's index", "remove message_group_uuid");
      }
      Schemas.read(Schemas.HEADS, item);
      report(() -> look(groupOf(key)));
    } else if (key.sk().startsWith(Keys.IDEMPOTENCY_PREFIX)) {
      checkMarker(key, item);
    } else if (isTime(key.sk())) {
      Message message = Schemas.read(Schemas.MESSAGES, item);
      oldKeys += isOld(message.sortKey(), message.id()) ? 1 : 0;
    } else {
      unknown++;
    }
  }

  private void checkMarker(ItemKey key, Map<String, AttributeValue> item) {
    SortKey marked = Schemas.read(Schemas.MARKERS, item).message();
    report(
        () ->
            find(ItemKey.message(groupOf(key), marked)).isPresent() || find(key).isEmpty()
                ? List.of()
                : List.of(
                    finding(key, "the idempotency key stands for no message", Remedies.DELETE)));
  }

  private void checkRow(
      ItemKey key, MessageGroupRow row, Map<ItemKey, Map<String, AttributeValue>> heads) {
    oldKeys += isOld(row.sortKey(), row.groupId()) ? 1 : 0;
    Map<String, AttributeValue> head = heads.get(ItemKey.head(row.groupId()));
    if (head == null) {
      boolean doubled = !headlessGroups.add(row.groupId());
      report(() -> lookAtHeadless(key, row, doubled));
    } else if (!isInPlace(row, Schemas.read(Schemas.HEADS, head))) {
      report(() -> lookAtStray(key, row));
    }
  }

  private List<Finding> lookAtHeadless(ItemKey key, MessageGroupRow row, boolean doubled) {
    if (find(ItemKey.head(row.groupId())).isPresent()) {
      return lookAtStray(key, row);
    }
    if (find(key).isEmpty()) {
      return List.of();
    }
    if (doubled) {
      return List.of(
          finding(
              key,
              "one of several rows of this user for one group without a head",
              Remedies.MIGRATE));
    }
    return hasMessages(row.groupId())
        ? List.of()
        : List.of(finding(key, "the row stands for a group that does not exist", Remedies.DELETE));
  }

  private List<Finding> lookAtStray(ItemKey key, MessageGroupRow row) {
    Optional<MessageGroup> head =
        find(ItemKey.head(row.groupId())).map(item -> Schemas.read(Schemas.HEADS, item));
    if (find(key).isEmpty() || (head.isPresent() && isInPlace(row, head.get()))) {
      return List.of();
    }
    boolean member = head.isPresent() && head.get().findMember(row.userId()).isPresent();
    return List.of(
        finding(
            key,
            member
                ? "the row is not where the group's newest message is: left behind or doubled"
                : "the row is in the list of a user who is no member",
            Remedies.REBUILD));
  }

  private List<Finding> look(String groupId) {
    Optional<MessageGroup> head =
        find(ItemKey.head(groupId)).map(item -> Schemas.read(Schemas.HEADS, item));
    if (head.isEmpty()) {
      return List.of();
    }
    try {
      return GroupCheck.findings(
          head.get(),
          store.listMessages(groupId, PageRequest.newestFirst(1)).items().stream().findFirst(),
          batches.read(GroupCheck.rowKeys(head.get())));
    } catch (DamagedItemException e) {
      return List.of();
    }
  }

  private void report(Supplier<List<Finding>> look) {
    List<Finding> seen = look.get();
    for (int looks = 1; !seen.isEmpty() && looks < MOST_LOOKS; looks++) {
      List<Finding> again = look.get();
      if (again.equals(seen)) {
        break;
      }
      seen = again;
    }
    wrong += seen.size();
    seen.forEach(consumer);
  }

  private void wrong(ItemKey key, String problem, String remedy) {
    wrong++;
    consumer.accept(finding(key, problem, remedy));
  }

  private boolean hasMessages(String groupId) {
    try {
      return !store.listMessages(groupId, PageRequest.newestFirst(1)).items().isEmpty();
    } catch (DamagedItemException e) {
      return true;
    }
  }

  private Optional<Map<String, AttributeValue>> find(ItemKey key) {
    return Optional.ofNullable(batches.read(List.of(key)).get(key));
  }

  private static boolean isInPlace(MessageGroupRow row, MessageGroup group) {
    return group.findMember(row.userId()).isPresent()
        && row.sortKey().equals(Keys.row(group.newest(), group.id()));
  }

  /** Whether the old application wrote a key: another form of time, or no id. */
  static boolean isOld(SortKey key, String id) {
    return !key.equals(SortKey.of(key.instant(), id));
  }

  private static boolean isTime(String sk) {
    return !sk.isEmpty() && sk.charAt(0) >= '0' && sk.charAt(0) <= '9';
  }

  private static String groupOf(ItemKey key) {
    return key.pk().substring(Keys.MESSAGES_PREFIX.length());
  }

  private static Finding finding(ItemKey key, String problem, String remedy) {
    return new Finding(Kind.WRONG, key.pk(), key.sk(), problem, remedy);
  }

  /** What is wrong, without the key that the finding names anyway. */
  private static String problem(DamagedItemException e) {
    String message = String.valueOf(e.getMessage());
    String key = "pk='" + e.partitionKey() + "', sk='" + e.sortKey() + "': ";
    return message.substring(message.indexOf(key) < 0 ? 0 : message.indexOf(key) + key.length());
  }
}
