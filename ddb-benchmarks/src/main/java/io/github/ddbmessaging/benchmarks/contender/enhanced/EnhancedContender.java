package io.github.ddbmessaging.benchmarks.contender.enhanced;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.benchmarks.contender.Contender;
import io.github.ddbmessaging.benchmarks.contender.Preview;
import io.github.ddbmessaging.benchmarks.contender.Shown;
import io.github.ddbmessaging.benchmarks.contender.Source;
import io.github.ddbmessaging.benchmarks.contender.Stamps;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * The library's data model with the Enhanced Client and beans, as its guide shows. A head is
 * written whole, on condition that its newest message is as seen.
 */
public final class EnhancedContender implements Contender<HeadBean, MessageBean, RowBean> {
  private static final TableSchema<MessageBean> MESSAGE = TableSchema.fromBean(MessageBean.class);
  private static final TableSchema<RowBean> ROW = TableSchema.fromBean(RowBean.class);
  private static final TableSchema<HeadBean> HEAD = TableSchema.fromBean(HeadBean.class);
  private static final Expression NEW =
      Expression.builder().expression("attribute_not_exists(pk)").build();

  private final DynamoDbEnhancedClient client;
  private final DynamoDbTable<MessageBean> messages;
  private final DynamoDbTable<RowBean> rows;
  private final DynamoDbTable<HeadBean> heads;
  private final Source source;

  /**
   * Uses a table.
   *
   * @param client stays the caller's
   * @param tableName the table
   * @param source where times and ids come from
   */
  public EnhancedContender(DynamoDbClient client, String tableName, Source source) {
    this.client = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
    this.messages = this.client.table(tableName, MESSAGE);
    this.rows = this.client.table(tableName, ROW);
    this.heads = this.client.table(tableName, HEAD);
    this.source = source;
  }

  @Override
  public HeadBean createGroup(NewGroup group, NewMessage first) {
    String time = Stamps.format(source.clock().instant());
    HeadBean head = new HeadBean();
    head.setPk(Keys.messagePartition(source.ids().get()));
    head.setSk(Keys.HEAD);
    head.setMembers(group.members().stream().map(EnhancedContender::member).toList());
    head.setTitle(group.title());
    head.setCreatedAt(time);
    head.setVersion(1L);
    MessageBean message = message(head, time, first);
    head.setNewest(message.getSk());
    TransactWriteItemsEnhancedRequest.Builder write = TransactWriteItemsEnhancedRequest.builder();
    write.addPutItem(heads, conditional(HeadBean.class, head, NEW));
    members(head).forEach(member -> write.addPutItem(rows, row(head, member, message)));
    write.addPutItem(messages, conditional(MessageBean.class, message, NEW));
    client.transactWriteItems(write.build());
    return head;
  }

  @Override
  public HeadBean send(HeadBean group, NewMessage message) {
    Instant newest = Stamps.parse(requireNonNull(group.getNewest()));
    String time = Stamps.format(Stamps.after(newest, source.clock().instant()));
    MessageBean made = message(group, time, message);
    HeadBean moved = moved(group, made);
    TransactWriteItemsEnhancedRequest.Builder write = move(group, moved, made);
    write.addPutItem(messages, conditional(MessageBean.class, made, NEW));
    client.transactWriteItems(write.build());
    return moved;
  }

  @Override
  public List<MessageBean> messages(String groupId, int limit) {
    return newest(messages, Keys.messagePartition(groupId), limit);
  }

  @Override
  public List<RowBean> rows(String userId, int limit) {
    return newest(rows, Keys.groupsPartition(userId), limit);
  }

  @Override
  public void project(List<Record> records) {
    Map<String, MessageBean> newest = new LinkedHashMap<>();
    for (Record record : records) {
      Map<String, AttributeValue> image = record.dynamodb().newImage();
      if (record.eventName() == OperationType.INSERT && image.containsKey(Attributes.MESSAGE_ID)) {
        MessageBean message = MESSAGE.mapToItem(image);
        newest.merge(
            requireNonNull(message.getPk()),
            message,
            (one, other) ->
                requireNonNull(one.getSk()).compareTo(requireNonNull(other.getSk())) < 0
                    ? other
                    : one);
      }
    }
    if (!newest.isEmpty()) {
      ReadBatch.Builder<HeadBean> batch =
          ReadBatch.builder(HeadBean.class).mappedTableResource(heads);
      newest.keySet().forEach(pk -> batch.addGetItem(head(pk)));
      client
          .batchGetItem(get -> get.readBatches(batch.build()))
          .resultsForTable(heads)
          .forEach(head -> show(head, requireNonNull(newest.get(head.getPk()))));
    }
  }

  @Override
  public String groupId(HeadBean group) {
    return requireNonNull(group.getPk()).substring(Keys.MESSAGES_PREFIX.length());
  }

  @Override
  public Shown ofMessage(MessageBean message) {
    return new Shown(requireNonNull(message.getUserId()), requireNonNull(message.getMessage()));
  }

  @Override
  public Shown ofRow(RowBean row) {
    return new Shown(requireNonNull(row.getGroupId()), requireNonNull(row.getMessage()));
  }

  private static <T> List<T> newest(DynamoDbTable<T> table, String partition, int limit) {
    QueryConditional times = QueryConditional.sortBetween(key(partition, "0"), key(partition, ":"));
    return table
        .query(query -> query.queryConditional(times).scanIndexForward(false).limit(limit + 1))
        .iterator()
        .next()
        .items()
        .stream()
        .limit(limit)
        .toList();
  }

  private void show(HeadBean head, MessageBean message) {
    if (requireNonNull(message.getSk()).compareTo(requireNonNull(head.getNewest())) > 0) {
      client.transactWriteItems(move(head, moved(head, message), message).build());
    }
  }

  private TransactWriteItemsEnhancedRequest.Builder move(
      HeadBean seen, HeadBean moved, MessageBean message) {
    Expression asSeen =
        Expression.builder()
            .expression("newest_sk = :seen")
            .putExpressionValue(":seen", AttributeValue.fromS(seen.getNewest()))
            .build();
    TransactWriteItemsEnhancedRequest.Builder write = TransactWriteItemsEnhancedRequest.builder();
    write.addPutItem(heads, conditional(HeadBean.class, moved, asSeen));
    for (MemberBean member : members(seen)) {
      write.addDeleteItem(rows, key(rowPartition(member), rowSortKey(seen)));
      write.addPutItem(rows, row(moved, member, message));
    }
    return write;
  }

  private HeadBean moved(HeadBean seen, MessageBean message) {
    HeadBean head = new HeadBean();
    head.setPk(seen.getPk());
    head.setSk(seen.getSk());
    head.setMembers(seen.getMembers());
    head.setTitle(seen.getTitle());
    head.setCreatedAt(seen.getCreatedAt());
    head.setVersion(requireNonNull(seen.getVersion()) + 1);
    head.setNewest(message.getSk());
    return head;
  }

  private MessageBean message(HeadBean group, String time, NewMessage message) {
    MemberBean sender =
        members(group).stream()
            .filter(member -> message.senderId().equals(member.getUserId()))
            .findFirst()
            .orElseThrow();
    String id = source.ids().get();
    MessageBean made = new MessageBean();
    made.setPk(group.getPk());
    made.setSk(time + '#' + id);
    made.setId(id);
    made.setMessage(message.text());
    made.setUserId(sender.getUserId());
    made.setDisplayName(sender.getDisplayName());
    made.setHandle(sender.getHandle());
    return made;
  }

  private RowBean row(HeadBean group, MemberBean member, MessageBean message) {
    RowBean row = new RowBean();
    row.setPk(rowPartition(member));
    row.setSk(rowSortKey(group));
    row.setGroupId(groupId(group));
    row.setMessage(Preview.of(requireNonNull(message.getMessage())));
    row.setTitle(group.getTitle());
    row.setUserId(message.getUserId());
    row.setDisplayName(message.getDisplayName());
    row.setHandle(message.getHandle());
    row.setLastUserId(message.getUserId());
    row.setDirect(false);
    return row;
  }

  private static MemberBean member(User user) {
    MemberBean member = new MemberBean();
    member.setUserId(user.id());
    member.setDisplayName(user.displayName());
    member.setHandle(user.handle());
    return member;
  }

  private static List<MemberBean> members(HeadBean group) {
    return requireNonNull(group.getMembers());
  }

  private static String rowPartition(MemberBean member) {
    return Keys.groupsPartition(requireNonNull(member.getUserId()));
  }

  private String rowSortKey(HeadBean group) {
    String newest = requireNonNull(group.getNewest());
    return newest.substring(0, newest.indexOf('#') + 1) + groupId(group);
  }

  private static GetItemEnhancedRequest head(String partition) {
    return GetItemEnhancedRequest.builder()
        .key(key(partition, Keys.HEAD))
        .consistentRead(true)
        .build();
  }

  private static <T> TransactPutItemEnhancedRequest<T> conditional(
      Class<T> type, T item, Expression condition) {
    return TransactPutItemEnhancedRequest.builder(type)
        .item(item)
        .conditionExpression(condition)
        .build();
  }

  private static Key key(String pk, String sk) {
    return Key.builder().partitionValue(pk).sortValue(sk).build();
  }
}
