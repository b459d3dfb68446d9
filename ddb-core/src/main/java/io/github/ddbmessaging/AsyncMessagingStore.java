package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.legacy.AdoptGroup;
import io.github.ddbmessaging.internal.legacy.MigrateTable;
import io.github.ddbmessaging.internal.message.SendMessage;
import io.github.ddbmessaging.internal.read.Lookups;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.AsyncRunner;
import io.github.ddbmessaging.internal.run.PagePublisher;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.upkeep.RebuildRows;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * {@link MessagingStore} with futures: the same operations, requests, costs and promises, over an
 * asynchronous client. No operation throws; each fails its future, with the exception itself and
 * not wrapped in another. Work goes on wherever the client completes its futures and, after a wait
 * between two attempts, on the common pool. Cancelling a future does not stop what was begun.
 *
 * <p>Immutable and safe for use by many threads. It holds no state, no thread and no connection of
 * its own: the client stays the caller's, who closes it.
 */
public final class AsyncMessagingStore {
  private final AsyncRunner runner;
  private final StoreSettings settings;

  private AsyncMessagingStore(AsyncRunner runner, StoreSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  /**
   * Begins a store.
   *
   * @return a builder with default settings
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The same store, acting for a user: it reads and writes only what that user may, and refuses the
   * rest with {@link NotAMemberException}. Membership is read from the group's head, at no further
   * request for the newest messages of a group and for sending, else at one {@code GetItem}.
   *
   * @param userId the user
   * @return a store over the same client
   * @throws InvalidInputException if it is no user id
   */
  public AsyncMessagingStore actingAs(String userId) {
    return new AsyncMessagingStore(runner, settings.actingAs(userId));
  }

  /**
   * The same store, with strongly consistent reads: they see every write that returned before, and
   * cost twice as much.
   *
   * @return a store over the same client
   */
  public AsyncMessagingStore withConsistentReads() {
    return new AsyncMessagingStore(runner, settings.withConsistentReads());
  }

  /**
   * The same store, sending streamed, as {@link MessagingStore#streamed} says.
   *
   * @return a store over the same client
   */
  public AsyncMessagingStore streamed() {
    return new AsyncMessagingStore(runner, settings.withStreamedSends(true));
  }

  /**
   * The same store, sending transactionally: message, head and all rows change together. The
   * default.
   *
   * @return a store over the same client
   */
  public AsyncMessagingStore transactional() {
    return new AsyncMessagingStore(runner, settings.withStreamedSends(false));
  }

  /**
   * Lists messages of a group (pattern A), as {@link MessagingStore#listMessages(String,
   * PageRequest)} does.
   *
   * @param groupId which group
   * @param request which part
   * @return a future of the page
   */
  public CompletableFuture<Page<Message>> listMessages(String groupId, PageRequest request) {
    return run("listMessages", () -> ReadPage.ofMessages(settings, groupId, request));
  }

  /**
   * Lists all messages of a group from a page on, reading each page when a subscriber asks for it,
   * as {@link MessagingStore#listMessagePages(String, PageRequest)} does.
   *
   * @param groupId which group
   * @param first the first page; its limit is that of every page
   * @return a publisher of the pages; each subscriber reads them anew
   */
  public Flow.Publisher<Page<Message>> listMessagePages(String groupId, PageRequest first) {
    return new PagePublisher<>(first, request -> listMessages(groupId, request));
  }

  /**
   * Lists message groups of a user by their newest message (pattern B), as {@link
   * MessagingStore#listMessageGroups(String, PageRequest)} does.
   *
   * @param userId whose groups
   * @param request which part
   * @return a future of the page
   */
  public CompletableFuture<Page<MessageGroupRow>> listMessageGroups(
      String userId, PageRequest request) {
    return run("listMessageGroups", () -> ReadPage.ofRows(settings, userId, request));
  }

  /**
   * Lists all message groups of a user from a page on, reading each page when a subscriber asks for
   * it, as {@link MessagingStore#listMessageGroupPages(String, PageRequest)} does.
   *
   * @param userId whose groups
   * @param first the first page; its limit is that of every page
   * @return a publisher of the pages; each subscriber reads them anew
   */
  public Flow.Publisher<Page<MessageGroupRow>> listMessageGroupPages(
      String userId, PageRequest first) {
    return new PagePublisher<>(first, request -> listMessageGroups(userId, request));
  }

  /**
   * Sends a message into a group (pattern C), as {@link MessagingStore#createMessage(String,
   * NewMessage)} does.
   *
   * @param groupId which group
   * @param message what to send
   * @return a future of the message, and the group to hand to the next send
   */
  public CompletableFuture<Sent> createMessage(String groupId, NewMessage message) {
    return run("createMessage", () -> SendMessage.into(settings, groupId, message));
  }

  /**
   * Sends a message into a group as last seen (pattern C), without reading its head first, as
   * {@link MessagingStore#createMessage(MessageGroup, NewMessage)} does.
   *
   * @param group the group as last seen
   * @param message what to send
   * @return a future of the message, and the group to hand to the next send
   */
  public CompletableFuture<Sent> createMessage(MessageGroup group, NewMessage message) {
    return run("createMessage", () -> SendMessage.into(settings, group, message));
  }

  /**
   * Makes a group with its first message (pattern D), in one {@code TransactWriteItems}, as {@link
   * MessagingStore#createGroup(NewGroup, NewMessage)} does.
   *
   * @param group who is to be in it
   * @param message the first message, by one of the members
   * @return a future of the message, and the group to hand to the next send
   */
  public CompletableFuture<Sent> createGroup(NewGroup group, NewMessage message) {
    return run("createGroup", () -> SendMessage.intoNew(settings, group, message));
  }

  /**
   * Finds one message, as {@link MessagingStore#findMessage(String, SortKey)} does.
   *
   * @param groupId its group
   * @param sortKey its place there, {@link Message#sortKey()}
   * @return a future of the message, or empty if there is none
   */
  public CompletableFuture<Optional<Message>> findMessage(String groupId, SortKey sortKey) {
    return run("findMessage", () -> Lookups.findMessage(settings, groupId, sortKey));
  }

  /**
   * Finds one group with its members, as {@link MessagingStore#findGroup(String)} does.
   *
   * @param groupId which group
   * @return a future of the group, or empty if there is none
   */
  public CompletableFuture<Optional<MessageGroup>> findGroup(String groupId) {
    return run("findGroup", () -> Lookups.findGroup(settings, groupId));
  }

  /**
   * The {@link AsyncProjector} that keeps group rows current from the table's stream (pattern E).
   * It works for all groups, whomever this store acts for.
   *
   * @return a projector over the same client
   */
  public AsyncProjector projector() {
    return new AsyncProjector(runner, settings, rejected -> {});
  }

  /**
   * Writes group rows anew from the messages for one page of the table, as {@link
   * MessagingStore#rebuildRows} does.
   *
   * @param position {@link RebuildReport#next()} of the page before, or null to begin
   * @param items most items of the table to read, 1 to {@link Limits#PAGE_SIZE}
   * @return a future of what was done, and where to go on
   */
  public CompletableFuture<RebuildReport> rebuildRows(@Nullable String position, int items) {
    return run("rebuildRows", () -> RebuildRows.of(settings, position, items));
  }

  /**
   * Adopts a group of the original application, as {@link MessagingStore#adoptGroup} does.
   *
   * @param groupId which group
   * @param members who is in it, besides those whom its rows name
   * @return a future of the group
   */
  public CompletableFuture<MessageGroup> adoptGroup(String groupId, List<User> members) {
    return run("adoptGroup", () -> AdoptGroup.byName(settings, groupId, members));
  }

  /**
   * Brings one page of a table of the original application to the layout of this library, as {@link
   * MessagingStore#migrate} does.
   *
   * @param position {@link MigrationReport#next()} of the page before, or null to begin
   * @param items most items of the table to read, 1 to {@link Limits#PAGE_SIZE}
   * @return a future of what was done, and where to go on
   */
  public CompletableFuture<MigrationReport> migrate(@Nullable String position, int items) {
    return run("migrate", () -> MigrateTable.of(settings, position, items));
  }

  /**
   * Tells what {@link #migrate} would do on one page of the table, and writes nothing.
   *
   * @param position {@link MigrationReport#next()} of the page before, or null to begin
   * @param items most items of the table to read, 1 to {@link Limits#PAGE_SIZE}
   * @return a future of what there is to do, and where to go on
   */
  public CompletableFuture<MigrationReport> previewMigration(@Nullable String position, int items) {
    return run("previewMigration", () -> MigrateTable.preview(settings, position, items));
  }

  private <T> CompletableFuture<T> run(String operation, Supplier<Step<T>> first) {
    return runner.run(operation, settings, first);
  }

  /** Builds a store. */
  public static final class Builder extends StoreBuilder<Builder> {
    private @Nullable DynamoDbAsyncClient client;

    private Builder() {}

    /**
     * The client that makes the requests. It stays the caller's.
     *
     * @param dynamoDb any client
     * @return this builder
     */
    public Builder client(DynamoDbAsyncClient dynamoDb) {
      client = requireNonNull(dynamoDb, "dynamoDb");
      return this;
    }

    /**
     * The store.
     *
     * @return a store with these settings
     * @throws InvalidInputException if client or table name are missing
     */
    public AsyncMessagingStore build() {
      if (client == null) {
        throw new InvalidInputException("The store needs a client: call client() on its builder");
      }
      return new AsyncMessagingStore(new AsyncRunner(client), settings());
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
