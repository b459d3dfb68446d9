package io.github.ddbmessaging.store;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Both stores under one face, so that one test holds both to the same contract. */
interface Messaging {
  Messaging actingAs(String userId);

  Messaging withConsistentReads();

  Messaging streamed();

  Messaging transactional();

  RebuildReport rebuildRows(@Nullable String position, int items);

  MessageGroup adoptGroup(String groupId, List<User> members);

  MigrationReport migrate(@Nullable String position, int items);

  Page<Message> listMessages(String groupId, PageRequest request);

  List<Page<Message>> listMessagePages(String groupId, PageRequest first);

  Page<MessageGroupRow> listMessageGroups(String userId, PageRequest request);

  List<Page<MessageGroupRow>> listMessageGroupPages(String userId, PageRequest first);

  Sent createMessage(String groupId, NewMessage message);

  Sent createMessage(MessageGroup group, NewMessage message);

  Sent createGroup(NewGroup group, NewMessage message);

  Optional<Message> findMessage(String groupId, SortKey sortKey);

  Optional<MessageGroup> findGroup(String groupId);

  /** The synchronous store as it is. */
  record Sync(MessagingStore store) implements Messaging {
    @Override
    public Messaging actingAs(String userId) {
      return new Sync(store.actingAs(userId));
    }

    @Override
    public Messaging withConsistentReads() {
      return new Sync(store.withConsistentReads());
    }

    @Override
    public Messaging streamed() {
      return new Sync(store.streamed());
    }

    @Override
    public Messaging transactional() {
      return new Sync(store.transactional());
    }

    @Override
    public RebuildReport rebuildRows(@Nullable String position, int items) {
      return store.rebuildRows(position, items);
    }

    @Override
    public MessageGroup adoptGroup(String groupId, List<User> members) {
      return store.adoptGroup(groupId, members);
    }

    @Override
    public MigrationReport migrate(@Nullable String position, int items) {
      return store.migrate(position, items);
    }

    @Override
    public Page<Message> listMessages(String groupId, PageRequest request) {
      return store.listMessages(groupId, request);
    }

    @Override
    public List<Page<Message>> listMessagePages(String groupId, PageRequest first) {
      return all(store.listMessagePages(groupId, first));
    }

    @Override
    public Page<MessageGroupRow> listMessageGroups(String userId, PageRequest request) {
      return store.listMessageGroups(userId, request);
    }

    @Override
    public List<Page<MessageGroupRow>> listMessageGroupPages(String userId, PageRequest first) {
      return all(store.listMessageGroupPages(userId, first));
    }

    @Override
    public Sent createMessage(String groupId, NewMessage message) {
      return store.createMessage(groupId, message);
    }

    @Override
    public Sent createMessage(MessageGroup group, NewMessage message) {
      return store.createMessage(group, message);
    }

    @Override
    public Sent createGroup(NewGroup group, NewMessage message) {
      return store.createGroup(group, message);
    }

    @Override
    public Optional<Message> findMessage(String groupId, SortKey sortKey) {
      return store.findMessage(groupId, sortKey);
    }

    @Override
    public Optional<MessageGroup> findGroup(String groupId) {
      return store.findGroup(groupId);
    }

    private static <T> List<T> all(Iterable<T> items) {
      return StreamSupport.stream(items.spliterator(), false).toList();
    }
  }

  /** The asynchronous store, waited for. */
  record Async(AsyncMessagingStore store) implements Messaging {
    @Override
    public Messaging actingAs(String userId) {
      return new Async(store.actingAs(userId));
    }

    @Override
    public Messaging withConsistentReads() {
      return new Async(store.withConsistentReads());
    }

    @Override
    public Messaging streamed() {
      return new Async(store.streamed());
    }

    @Override
    public Messaging transactional() {
      return new Async(store.transactional());
    }

    @Override
    public RebuildReport rebuildRows(@Nullable String position, int items) {
      return join(store.rebuildRows(position, items));
    }

    @Override
    public MessageGroup adoptGroup(String groupId, List<User> members) {
      return join(store.adoptGroup(groupId, members));
    }

    @Override
    public MigrationReport migrate(@Nullable String position, int items) {
      return join(store.migrate(position, items));
    }

    @Override
    public Page<Message> listMessages(String groupId, PageRequest request) {
      return join(store.listMessages(groupId, request));
    }

    @Override
    public List<Page<Message>> listMessagePages(String groupId, PageRequest first) {
      return join(Collecting.from(store.listMessagePages(groupId, first)));
    }

    @Override
    public Page<MessageGroupRow> listMessageGroups(String userId, PageRequest request) {
      return join(store.listMessageGroups(userId, request));
    }

    @Override
    public List<Page<MessageGroupRow>> listMessageGroupPages(String userId, PageRequest first) {
      return join(Collecting.from(store.listMessageGroupPages(userId, first)));
    }

    @Override
    public Sent createMessage(String groupId, NewMessage message) {
      return join(store.createMessage(groupId, message));
    }

    @Override
    public Sent createMessage(MessageGroup group, NewMessage message) {
      return join(store.createMessage(group, message));
    }

    @Override
    public Sent createGroup(NewGroup group, NewMessage message) {
      return join(store.createGroup(group, message));
    }

    @Override
    public Optional<Message> findMessage(String groupId, SortKey sortKey) {
      return join(store.findMessage(groupId, sortKey));
    }

    @Override
    public Optional<MessageGroup> findGroup(String groupId) {
      return join(store.findGroup(groupId));
    }

    private static <T> T join(CompletableFuture<T> future) {
      try {
        return future.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException failure ? failure : e;
      }
    }
  }
}
