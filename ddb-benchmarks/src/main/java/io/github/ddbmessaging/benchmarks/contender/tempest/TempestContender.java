package io.github.ddbmessaging.benchmarks.contender.tempest;

import app.cash.tempest2.Between;
import app.cash.tempest2.KeySet;
import app.cash.tempest2.LogicalDb;
import app.cash.tempest2.QueryConfig;
import app.cash.tempest2.TransactionWriteSet;
import io.github.ddbmessaging.benchmarks.contender.Contender;
import io.github.ddbmessaging.benchmarks.contender.Shown;
import io.github.ddbmessaging.benchmarks.contender.Source;
import io.github.ddbmessaging.benchmarks.contender.Stamps;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * The library's data model with tempest. Every sort key has a prefix for its kind, since tempest
 * demands one; otherwise the items hold the same.
 */
public final class TempestContender implements Contender<HeadItem, MessageItem, RowItem> {
  /** The table that it uses: tempest names it in an annotation. */
  public static final String TABLE = "tempest-messages";

  private static final TableSchema<RawItem> RAW = TableSchema.fromBean(RawItem.class);
  private static final int MOST_KEYS = 100;
  private static final Expression NEW =
      Expression.builder().expression("attribute_not_exists(pk)").build();

  private final MessagingDb db;
  private final ItemsTable items;
  private final Source source;

  /**
   * Uses the table {@link #TABLE}.
   *
   * @param client stays the caller's
   * @param source where times and ids come from
   */
  public TempestContender(DynamoDbClient client, Source source) {
    this.db =
        LogicalDb.create(
            MessagingDb.class, DynamoDbEnhancedClient.builder().dynamoDbClient(client).build());
    this.items = db.items();
    this.source = source;
  }

  @Override
  public HeadItem createGroup(NewGroup group, NewMessage first) {
    String time = Stamps.format(source.clock().instant());
    List<MemberItem> members = group.members().stream().map(TempestContender::member).toList();
    HeadItem empty =
        new HeadItem(source.ids().get(), "", members, String.valueOf(group.title()), time, 0L);
    MessageItem message = message(empty, time, first);
    HeadItem head = empty.withNewest(message.sk);
    TransactionWriteSet.Builder write = new TransactionWriteSet.Builder().save(head, NEW);
    for (MemberItem member : members) {
      write.save(new RowItem(RowItem.Key.of(member, head), head, message));
    }
    db.transactionWrite(write.save(message, NEW).build());
    return head;
  }

  @Override
  public HeadItem send(HeadItem group, NewMessage message) {
    String time = Stamps.format(Stamps.after(Stamps.parse(group.newest), source.clock().instant()));
    MessageItem made = message(group, time, message);
    HeadItem moved = group.withNewest(made.sk);
    db.transactionWrite(move(group, moved, made).save(made, NEW).build());
    return moved;
  }

  @Override
  public List<MessageItem> messages(String groupId, int limit) {
    return items
        .messages()
        .query(
            new Between<>(new MessageItem.Key(groupId, "0"), new MessageItem.Key(groupId, ":")),
            newest(limit))
        .getContents()
        .stream()
        .limit(limit)
        .toList();
  }

  @Override
  public List<RowItem> rows(String userId, int limit) {
    return items
        .rows()
        .query(
            new Between<>(new RowItem.Key(userId, "0"), new RowItem.Key(userId, ":")),
            newest(limit))
        .getContents()
        .stream()
        .limit(limit)
        .toList();
  }

  @Override
  public void project(List<Record> records) {
    Map<String, MessageItem> newest = new LinkedHashMap<>();
    for (Record record : records) {
      Map<String, AttributeValue> image = record.dynamodb().newImage();
      if (record.eventName() == OperationType.INSERT && image.containsKey(Attributes.MESSAGE_ID)) {
        MessageItem message = MessageItem.of(RAW.mapToItem(image));
        newest.merge(
            message.pk, message, (one, other) -> one.sk.compareTo(other.sk) < 0 ? other : one);
      }
    }
    if (!newest.isEmpty()) {
      List<HeadItem.Key> keys = newest.keySet().stream().map(HeadItem.Key::new).toList();
      db.batchLoad(new KeySet(keys), true, MOST_KEYS, ReturnConsumedCapacity.NONE)
          .getItems(HeadItem.class)
          .forEach(
              head ->
                  Optional.ofNullable(newest.get(head.pk))
                      .ifPresent(message -> show(head, message)));
    }
  }

  @Override
  public String groupId(HeadItem group) {
    return group.pk;
  }

  @Override
  public Shown ofMessage(MessageItem message) {
    return new Shown(message.userId, message.message);
  }

  @Override
  public Shown ofRow(RowItem row) {
    return new Shown(row.groupId, row.message);
  }

  private void show(HeadItem head, MessageItem message) {
    if (message.sk.compareTo(head.newest) > 0) {
      db.transactionWrite(move(head, head.withNewest(message.sk), message).build());
    }
  }

  private static TransactionWriteSet.Builder move(
      HeadItem seen, HeadItem moved, MessageItem message) {
    Expression asSeen =
        Expression.builder()
            .expression("newest_sk = :seen")
            .putExpressionValue(":seen", AttributeValue.fromS(seen.newest))
            .build();
    TransactionWriteSet.Builder write = new TransactionWriteSet.Builder().save(moved, asSeen);
    for (MemberItem member : seen.members) {
      write.delete(RowItem.Key.of(member, seen));
      write.save(new RowItem(RowItem.Key.of(member, moved), moved, message));
    }
    return write;
  }

  private static QueryConfig newest(int limit) {
    return new QueryConfig.Builder().asc(false).pageSize(limit + 1).build();
  }

  private MessageItem message(HeadItem group, String time, NewMessage message) {
    MemberItem sender =
        group.members.stream()
            .filter(member -> message.senderId().equals(member.getUserId()))
            .findFirst()
            .orElseThrow();
    String id = source.ids().get();
    return new MessageItem(group.pk, time + '#' + id, id, message.text(), sender);
  }

  private static MemberItem member(User user) {
    MemberItem member = new MemberItem();
    member.setUserId(user.id());
    member.setDisplayName(user.displayName());
    member.setHandle(user.handle());
    return member;
  }
}
