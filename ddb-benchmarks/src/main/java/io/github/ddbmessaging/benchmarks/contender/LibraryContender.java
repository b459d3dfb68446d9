package io.github.ddbmessaging.benchmarks.contender;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SendMode;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** This library. */
final class LibraryContender implements Contender<MessageGroup, Message, MessageGroupRow> {
  private final MessagingStore store;

  LibraryContender(DynamoDbClient client, String tableName, Source source, boolean streamed) {
    MessagingStore transactional =
        MessagingStore.builder()
            .client(client)
            .tableName(tableName)
            .clock(source.clock())
            .ids(source.ids())
            .maxTextLength(4 * Limits.DEFAULT_TEXT_LENGTH)
            .build();
    store = streamed ? transactional.withSendMode(SendMode.STREAMED) : transactional;
  }

  @Override
  public MessageGroup createGroup(NewGroup group, NewMessage first) {
    return store.createGroup(group, first).group();
  }

  @Override
  public MessageGroup send(MessageGroup group, NewMessage message) {
    return store.createMessage(group, message).group();
  }

  @Override
  public List<Message> messages(String groupId, int limit) {
    return store.listMessages(groupId, PageRequest.newestFirst(limit)).items();
  }

  @Override
  public List<MessageGroupRow> rows(String userId, int limit) {
    return store.listMessageGroups(userId, PageRequest.newestFirst(limit)).items();
  }

  @Override
  public void project(List<Record> records) {
    List<Record> notDone = store.projector().project(records).notDone();
    if (!notDone.isEmpty()) {
      throw new IllegalStateException(notDone.size() + " records were not projected");
    }
  }

  @Override
  public String groupId(MessageGroup group) {
    return group.id();
  }

  @Override
  public Shown ofMessage(Message message) {
    return new Shown(message.sender().id(), message.text());
  }

  @Override
  public Shown ofRow(MessageGroupRow row) {
    return new Shown(row.groupId(), row.preview());
  }
}
