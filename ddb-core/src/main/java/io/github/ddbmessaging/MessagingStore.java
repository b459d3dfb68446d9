package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.legacy.AdoptGroup;
import io.github.ddbmessaging.internal.legacy.MigrateTable;
import io.github.ddbmessaging.internal.message.SendMessage;
import io.github.ddbmessaging.internal.read.Lookups;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.Pages;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.run.SyncRunner;
import io.github.ddbmessaging.internal.upkeep.RebuildRows;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupNotFoundException;
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
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Direct and group messaging in one DynamoDB table, one method per access pattern.
 *
 * <pre>{@code
 * MessagingStore store =
 *     MessagingStore.builder().client(dynamoDb).tableName("messages").build();
 * Sent first = store.createGroup(NewGroup.direct(ann, bob), NewMessage.from("ann", "Hi Bob"));
 * Sent reply = store.createMessage(first.group(), NewMessage.from("bob", "Hi Ann"));
 * Page<Message> newest = store.listMessages(first.group().id(), PageRequest.newestFirst(20));
 * Page<MessageGroupRow> list = store.listMessageGroups("bob", PageRequest.newestFirst(20));
 * }</pre>
 *
 * <p>Reads are eventually consistent, unless the store is taken {@link #withConsistentReads()}. Ids
 * are trusted, unless it is taken {@link #actingAs} a user.
 *
 * <p>Every method throws {@link InvalidInputException} for an argument that breaks a rule of {@link
 * Limits}, before any request that writes; {@link DamagedItemException} for an item that can't be
 * understood; and {@link DynamoDbFailureException} if DynamoDB refuses or, for reads, can't be
 * reached. Writes that can't reach it are tried again, and end with {@link
 * RetriesExhaustedException}.
 *
 * <p>Immutable and safe for use by many threads. It holds no state, no thread and no connection of
 * its own: the client stays the caller's, who closes it.
 */
public final class MessagingStore {
  private final SyncRunner runner;
  private final StoreSettings settings;

  private MessagingStore(SyncRunner runner, StoreSettings settings) {
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
  public MessagingStore actingAs(String userId) {
    return new MessagingStore(runner, settings.actingAs(userId));
  }

  /**
   * The same store, with strongly consistent reads: they see every write that returned before, and
   * cost twice as much.
   *
   * @return a store over the same client
   */
  public MessagingStore withConsistentReads() {
    return new MessagingStore(runner, settings.withConsistentReads());
  }

  /**
   * The same store, sending streamed: a message is put alone, with one {@code PutItem} of 1 write
   * unit per KB, and the rows follow when a {@link Projector} has seen it in the table's stream.
   * Cheapest under load, since a burst of messages costs one update of the rows. The price: a list
   * of groups may lag, and messages sort by the clocks of their senders.
   *
   * <p>The group's head is read before, with one {@code GetItem}, if only the group's id is given
   * or the store acts for a user. With an idempotency key, the message and the key are put in one
   * {@code TransactWriteItems} of 4 write units. Making a group is a transaction always.
   *
   * @return a store over the same client
   */
  public MessagingStore streamed() {
    return new MessagingStore(runner, settings.withStreamedSends(true));
  }

  /**
   * The same store, sending transactionally: message, head and all rows change together. The
   * default.
   *
   * @return a store over the same client
   */
  public MessagingStore transactional() {
    return new MessagingStore(runner, settings.withStreamedSends(false));
  }

  /**
   * Lists messages of a group (pattern A). One {@code Query}, and one more for each MB that the
   * page takes; half a read unit per 4 KB, or one if strongly consistent. A group that does not
   * exist has no messages.
   *
   * @param groupId which group
   * @param request which part
   * @return the page
   * @throws NotAMemberException if this store acts for a user who is no member
   */
  public Page<Message> listMessages(String groupId, PageRequest request) {
    return run("listMessages", () -> ReadPage.ofMessages(settings, groupId, request));
  }

  /**
   * Lists all messages of a group from a page on, reading each page when it is iterated to.
   *
   * @param groupId which group
   * @param first the first page; its limit is that of every page
   * @return the pages, as {@link #listMessages} returns and refuses them
   */
  public Iterable<Page<Message>> listMessagePages(String groupId, PageRequest first) {
    return Pages.from(first, request -> listMessages(groupId, request));
  }

  /**
   * Lists message groups of a user by their newest message (pattern B). Requests and costs are as
   * those of {@link #listMessages}. A group that moves up while a client pages down is found above,
   * not again below.
   *
   * @param userId whose groups
   * @param request which part
   * @return the page
   * @throws NotAMemberException if this store acts for another user
   */
  public Page<MessageGroupRow> listMessageGroups(String userId, PageRequest request) {
    return run("listMessageGroups", () -> ReadPage.ofRows(settings, userId, request));
  }

  /**
   * Lists all message groups of a user from a page on, reading each page when it is iterated to.
   *
   * @param userId whose groups
   * @param first the first page; its limit is that of every page
   * @return the pages, as {@link #listMessageGroups} returns and refuses them
   */
  public Iterable<Page<MessageGroupRow>> listMessageGroupPages(String userId, PageRequest first) {
    return Pages.from(first, request -> listMessageGroups(userId, request));
  }

  /**
   * Sends a message into a group (pattern C). One strongly consistent {@code GetItem} of the head,
   * then one {@code TransactWriteItems}: message, head and all members' rows change together, or
   * nothing does. Costs 4 write units and 4 per member, for items under 1 KB. The first one into a
   * group of the original application adopts it before, as {@link #adoptGroup} does.
   *
   * <p>The message sorts behind every message sent so before it, even where clocks differ: its time
   * is the store's, or the newest message's plus a microsecond if that is later.
   *
   * @param groupId which group
   * @param message what to send
   * @return the message, and the group to hand to the next send
   * @throws GroupNotFoundException if there is no such group
   * @throws NotAMemberException if the sender is no member, or not whom this store acts for
   * @throws InvalidInputException if the idempotency key was used in the group by another sender,
   *     or for a message that somebody has deleted
   * @throws RetriesExhaustedException if other senders, throttling or lost answers won every time
   */
  public Sent createMessage(String groupId, NewMessage message) {
    return run("createMessage", () -> SendMessage.into(settings, groupId, message));
  }

  /**
   * Sends a message into a group as last seen (pattern C), without reading its head first. One
   * {@code TransactWriteItems}; one more, at once, if the group has changed since, which DynamoDB
   * tells together with the refusal. A streamed send is one {@code PutItem}, which depends on
   * nothing: it does not find out that there is no such group.
   *
   * @param group the group as last seen
   * @param message what to send
   * @return the message, and the group to hand to the next send
   * @throws GroupNotFoundException if there is no such group any more
   * @throws NotAMemberException if the sender is no member, or not whom this store acts for
   * @throws InvalidInputException if the idempotency key was used in the group by another sender,
   *     or for a message that somebody has deleted
   * @throws RetriesExhaustedException if other senders, throttling or lost answers won every time
   */
  public Sent createMessage(MessageGroup group, NewMessage message) {
    return run("createMessage", () -> SendMessage.into(settings, group, message));
  }

  /**
   * Makes a group with its first message (pattern D), in one {@code TransactWriteItems}. Costs 4
   * write units and 2 per member, for items under 1 KB. If a direct group of the two exists, sends
   * into that one: one transaction more. If the message's idempotency key was used before, returns
   * what was sent then: two strongly consistent {@code GetItem} more.
   *
   * @param group who is to be in it
   * @param message the first message, by one of the members
   * @return the message, and the group to hand to the next send
   * @throws NotAMemberException if the sender is no member, or not whom this store acts for
   * @throws InvalidInputException if the group exists with other members, or the idempotency key
   *     was used in it by another sender, or for a message that somebody has deleted
   * @throws RetriesExhaustedException if other senders, throttling or lost answers won every time
   */
  public Sent createGroup(NewGroup group, NewMessage message) {
    return run("createGroup", () -> SendMessage.intoNew(settings, group, message));
  }

  /**
   * Finds one message. One {@code GetItem}.
   *
   * @param groupId its group
   * @param sortKey its place there, {@link Message#sortKey()}
   * @return the message, or empty if there is none
   * @throws NotAMemberException if this store acts for a user who is no member
   */
  public Optional<Message> findMessage(String groupId, SortKey sortKey) {
    return run("findMessage", () -> Lookups.findMessage(settings, groupId, sortKey));
  }

  /**
   * Finds one group with its members. One {@code GetItem}.
   *
   * @param groupId which group
   * @return the group, or empty if there is none, or one of the original application that nobody
   *     has adopted
   * @throws NotAMemberException if this store acts for a user who is no member
   */
  public Optional<MessageGroup> findGroup(String groupId) {
    return run("findGroup", () -> Lookups.findGroup(settings, groupId));
  }

  /**
   * The {@link Projector} that keeps group rows current from the table's stream (pattern E). It
   * works for all groups, whomever this store acts for.
   *
   * @return a projector over the same client
   */
  public Projector projector() {
    return new Projector(runner, settings, rejected -> {});
  }

  /**
   * Writes group rows anew from the messages, and removes rows at wrong places, for one page of the
   * table: for after records of the stream were lost. One strongly consistent {@code Scan}, one
   * {@code BatchGetItem} per 100 groups whose rows were read, and per group a {@code Query} and a
   * {@code TransactWriteItems} of 4 write units and 2 per member; 2 units more if the newest
   * message is gone, and a transaction of 4 per row at a wrong place. It can be stopped after any
   * page, begun again, and run beside live traffic. It works on all groups, whomever this store
   * acts for.
   *
   * @param position {@link RebuildReport#next()} of the page before, or null to begin
   * @param items most items of the table to read, 1 to {@link Limits#PAGE_SIZE}
   * @return what was done, and where to go on
   */
  public RebuildReport rebuildRows(@Nullable String position, int items) {
    return run("rebuildRows", () -> RebuildRows.of(settings, position, items));
  }

  /**
   * Adopts a group of the original application: gives it a head and each member one row in place of
   * all that they have. Needed only where the group's first send or stream record can't find out
   * who is in it: a group of three or more in a table without {@link MessagingTable#GROUP_INDEX},
   * or one whose rows were lost.
   *
   * <p>One {@code GetItem} of the head; if there is none, a {@code Query} of the index, one for
   * each MB of each member's list, two of the messages, and one {@code TransactWriteItems} of 4
   * write units, 2 per member and 2 per old row; where it would have more than 100 actions, others
   * before it remove doubled rows. Of two who adopt a group at once only one does.
   *
   * @param groupId which group
   * @param members who is in it, besides those whom its rows name; their names are taken from here
   * @return the group, as it was if it has been adopted before
   * @throws GroupNotFoundException if there is no row of it, and no message or nobody named
   * @throws InvalidInputException if more than {@link Limits#MEMBERS} are named, before any request
   * @throws DamagedItemException if its rows name more than that
   * @throws NotAMemberException if this store acts for a user
   * @throws RetriesExhaustedException if throttling or lost answers won every time
   */
  public MessageGroup adoptGroup(String groupId, List<User> members) {
    return run("adoptGroup", () -> AdoptGroup.byName(settings, groupId, members));
  }

  /**
   * Brings one page of a table of the original application to the layout of this library: adopts
   * its groups, rewrites the keys of its messages to UTC and their ids, and removes its rows. Each
   * message moves in one {@code TransactWriteItems} of 4 write units per KB, and 2 more and 2 to 4
   * per member if its group shows it. It can be stopped after any page, begun again, and run beside
   * live traffic of this library. It works on all groups, whomever this store acts for.
   *
   * <p>One strongly consistent {@code Scan}, a {@code BatchGetItem} per 100 groups, and what {@link
   * #adoptGroup} needs.
   *
   * @param position {@link MigrationReport#next()} of the page before, or null to begin
   * @param items most items of the table to read, 1 to {@link Limits#PAGE_SIZE}
   * @return what was done, and where to go on
   */
  public MigrationReport migrate(@Nullable String position, int items) {
    return run("migrate", () -> MigrateTable.of(settings, position, items));
  }

  /**
   * Tells what {@link #migrate} would do on one page of the table, and writes nothing. One strongly
   * consistent {@code Scan} and a {@code BatchGetItem} per 100 groups.
   *
   * @param position {@link MigrationReport#next()} of the page before, or null to begin
   * @param items most items of the table to read, 1 to {@link Limits#PAGE_SIZE}
   * @return what there is to do, and where to go on
   */
  public MigrationReport previewMigration(@Nullable String position, int items) {
    return run("previewMigration", () -> MigrateTable.preview(settings, position, items));
  }

  private <T> T run(String operation, Supplier<Step<T>> first) {
    return runner.run(operation, settings, first);
  }

  /** Builds a store. */
  public static final class Builder extends StoreBuilder<Builder> {
    private @Nullable DynamoDbClient client;

    private Builder() {}

    /**
     * The client that makes the requests. It stays the caller's.
     *
     * @param dynamoDb any client
     * @return this builder
     */
    public Builder client(DynamoDbClient dynamoDb) {
      client = requireNonNull(dynamoDb, "dynamoDb");
      return this;
    }

    /**
     * The store.
     *
     * @return a store with these settings
     * @throws InvalidInputException if client or table name are missing
     */
    public MessagingStore build() {
      if (client == null) {
        throw new InvalidInputException("The store needs a client: call client() on its builder");
      }
      return new MessagingStore(new SyncRunner(client), settings());
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
