package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.group.CreateGroup;
import io.github.ddbmessaging.internal.group.FindGroup;
import io.github.ddbmessaging.internal.inbox.ListGroups;
import io.github.ddbmessaging.internal.message.DeleteMessage;
import io.github.ddbmessaging.internal.message.EditMessage;
import io.github.ddbmessaging.internal.message.FindMessage;
import io.github.ddbmessaging.internal.message.ListAround;
import io.github.ddbmessaging.internal.message.ListMessages;
import io.github.ddbmessaging.internal.message.PurgeMessage;
import io.github.ddbmessaging.internal.message.React;
import io.github.ddbmessaging.internal.message.SendMessage;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Pages;
import io.github.ddbmessaging.internal.run.SyncRunner;
import io.github.ddbmessaging.internal.sync.BeginChanges;
import io.github.ddbmessaging.internal.sync.ListChanges;
import io.github.ddbmessaging.model.AccessRefusedException;
import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.ChangesTokenExpiredException;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageDeletedException;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessagesAround;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.NotTheSenderException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.RevisionMismatchException;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.UserReactions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Direct and group messaging in one DynamoDB table: what an application does in a user's day, one
 * method per access pattern. What an operator does is in {@link MessagingAdmin}.
 *
 * <pre>{@code
 * MessagingStore store =
 *     MessagingStore.builder().client(dynamoDb).tableName("messages").build();
 * MessagingStore asAnn = store.actingAs("ann");
 * Sent first = asAnn.createGroup(NewGroup.direct(ann, bob), NewMessage.from("ann", "Hi Bob"));
 * Sent next = asAnn.createMessage(first.group(), NewMessage.from("ann", "At 8?"));
 * Page<Message> newest = asAnn.listMessages(first.group().id(), PageRequest.newestFirst(20));
 * Page<MessageGroupRow> list = asAnn.listMessageGroups("ann", PageRequest.newestFirst(20));
 * }</pre>
 *
 * <p>A store acts for nobody and trusts the ids that it is given; {@link #actingAs} gives a view
 * that allows a user only what is theirs. Reads are eventually consistent; {@link
 * #withConsistentReads()} gives a view whose reads are strongly consistent.
 *
 * <p>Every method throws {@link InvalidInputException} for an argument that breaks a rule of {@link
 * Limits}, before any request that writes; {@link DamagedItemException} for an item that can't be
 * understood, save that a listing goes on and tells it in {@link Page#unreadable()}; and {@link
 * DynamoDbFailureException} if DynamoDB refuses or, for reads, can't be reached. Writes that can't
 * reach it are tried again, and end with {@link RetriesExhaustedException}. Every call ends within
 * {@link RetrySettings#callTimeout()}.
 *
 * <p>Immutable and safe for use by many threads. It keeps nothing between calls, no thread and no
 * connection of its own: the client stays the caller's, who closes it.
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
   * A view of this store that acts for a user: it reads and writes only what that user may, and
   * refuses the rest with {@link AccessRefusedException}. Membership is read from the group's head.
   * That costs no further request for the newest messages of a group and for transactional sends;
   * otherwise it costs one {@code GetItem}, and another, strongly consistent, before a refusal.
   *
   * @param userId the user
   * @return a store over the same client
   * @throws InvalidInputException if it is no user id
   */
  public MessagingStore actingAs(String userId) {
    return new MessagingStore(runner, settings.actingAs(userId));
  }

  /**
   * A view of this store whose reads are strongly consistent: they see every write that returned
   * before, and cost twice as much.
   *
   * @return a store over the same client
   */
  public MessagingStore withConsistentReads() {
    return new MessagingStore(runner, settings.withConsistentReads());
  }

  /**
   * A view of this store whose listings fail with {@link DamagedItemException} at the first item
   * that can't be understood. Without it, a page has its readable items, and {@link
   * Page#unreadable()} tells the others. Requests and costs are the same.
   *
   * @return a store over the same client
   */
  public MessagingStore withStrictReads() {
    return new MessagingStore(runner, settings.withStrictReads());
  }

  /**
   * A view of this store that sends in another mode.
   *
   * @param mode when rows show a new message; see there for its cost
   * @return a store over the same client
   */
  public MessagingStore withSendMode(SendMode mode) {
    return new MessagingStore(runner, settings.withSendMode(requireNonNull(mode, "mode")));
  }

  /**
   * Lists messages of a group (pattern A). One {@code Query}, and one more for each MB that the
   * page takes; half a read unit per 4 KB, or one if strongly consistent. For a store that acts for
   * nobody, a group that does not exist has no messages.
   *
   * @param groupId which group
   * @param request which part
   * @return the page
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   */
  public Page<Message> listMessages(String groupId, PageRequest request) {
    return run(ListMessages.inGroup(settings, groupId, request));
  }

  /**
   * Lists all messages of a group from a page on, reading each page when it is iterated to.
   *
   * @param groupId which group
   * @param first the first page; its limit is that of every page
   * @return the pages, as {@link #listMessages} returns and refuses them
   */
  public Iterable<Page<Message>> listMessagePages(String groupId, PageRequest first) {
    return Pages.from(first, request -> listMessages(groupId, request), PageRequest::following);
  }

  /**
   * Lists the messages around one, which need not be there any more (pattern A). Two {@code Query}
   * side by side, each as those of {@link #listMessages}.
   *
   * @param ref what names the message, {@link Message#ref()}
   * @param limit how many messages of each side at most, 1 to {@link Limits#PAGE_SIZE}
   * @return both sides, with a cursor for each
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   */
  public MessagesAround listMessagesAround(MessageRef ref, int limit) {
    return run(ListAround.ofMessage(settings, ref, limit));
  }

  /**
   * Lists message groups of a user by their newest message (pattern B). Requests and costs are as
   * those of {@link #listMessages}. A group that moves up while a client pages down is found above,
   * not again below.
   *
   * @param userId whose groups
   * @param request which part
   * @return the page
   * @throws OtherUserException if this store acts for another user
   */
  public Page<MessageGroupRow> listMessageGroups(String userId, PageRequest request) {
    return run(ListGroups.ofUser(settings, userId, request));
  }

  /**
   * Lists all message groups of a user from a page on, reading each page when it is iterated to.
   *
   * @param userId whose groups
   * @param first the first page; its limit is that of every page
   * @return the pages, as {@link #listMessageGroups} returns and refuses them
   */
  public Iterable<Page<MessageGroupRow>> listMessageGroupPages(String userId, PageRequest first) {
    return Pages.from(first, request -> listMessageGroups(userId, request), PageRequest::following);
  }

  /**
   * Sends a message into a group (pattern C); {@link SendMode#STREAMED} says what streamed sends do
   * instead. One strongly consistent {@code GetItem} of the head, then one {@code
   * TransactWriteItems}: message, head and all members' rows change together, or nothing does.
   * Costs 4 write units and 4 per member, for items under 1 KB. The first one into a group of the
   * original application adopts it before, as {@link MessagingAdmin#adoptGroup} does.
   *
   * <p>The message sorts behind every message sent so before it, even where clocks differ: its time
   * is the store's, or the newest message's plus a microsecond if that is later. Sends of this
   * store into the group that are under way wait for each other.
   *
   * <p>If the message's idempotency key was used before, it returns what was sent then and writes
   * nothing, for the units of the refused transaction.
   *
   * @param groupId which group
   * @param message what to send
   * @return the message, and the group to hand to the next send
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   * @throws NotAMemberException if the sender is not a member; also if this store acts for a user
   *     and there is no such group
   * @throws OtherUserException if this store acts for another user than the sender
   * @throws IdempotencyKeyReusedException if the idempotency key was used in the group for
   *     something else
   * @throws RetriesExhaustedException if other senders, throttling or lost responses won until the
   *     time or the attempts were over
   */
  public Sent createMessage(String groupId, NewMessage message) {
    return run(SendMessage.byGroupId(settings, groupId, message));
  }

  /**
   * Sends a message into a group as last seen (pattern C), without reading its head first. One
   * {@code TransactWriteItems}; one more, at once, if the group has changed since, which DynamoDB
   * tells together with the refusal. A repeat of a used idempotency key may take one strongly
   * consistent {@code GetItem} of the head more. Streamed, for a store that acts for nobody, it is
   * one {@code PutItem}, or one {@code TransactWriteItems} with an idempotency key, and does not
   * check that the group exists. A store that acts for a user reads the head first.
   *
   * @param group the group as last seen
   * @param message what to send
   * @return the message, and the group to hand to the next send
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   * @throws NotAMemberException if the sender is not a member; also if this store acts for a user
   *     and there is no such group
   * @throws OtherUserException if this store acts for another user than the sender
   * @throws IdempotencyKeyReusedException if the idempotency key was used in the group for
   *     something else
   * @throws RetriesExhaustedException if other senders, throttling or lost responses won until the
   *     time or the attempts were over
   */
  public Sent createMessage(MessageGroup group, NewMessage message) {
    return run(SendMessage.toGroupAsSeen(settings, group, message));
  }

  /**
   * Makes a group with its first message (pattern D), in one {@code TransactWriteItems}. Costs 4
   * write units and 2 per member, for items under 1 KB. If a direct group of the two exists, sends
   * into that one: one transaction more. If the message's idempotency key was used before, returns
   * what was sent then, for the units of the refused transaction.
   *
   * @param group who is to be in it
   * @param message the first message, by one of the members
   * @return the message, and the group to hand to the next send
   * @throws NotAMemberException if the sender is not a member
   * @throws OtherUserException if this store acts for another user than the sender
   * @throws InvalidInputException if the group exists with other members
   * @throws IdempotencyKeyReusedException if the idempotency key was used for something else
   * @throws RetriesExhaustedException if other senders, throttling or lost responses won until the
   *     time or the attempts were over
   */
  public Sent createGroup(NewGroup group, NewMessage message) {
    return run(CreateGroup.withFirstMessage(settings, group, message));
  }

  /**
   * Finds one message. One {@code GetItem}; a second one if it is not there and the ref is of a
   * message that the original application wrote, which {@link MessagingAdmin#migrate} may have
   * moved.
   *
   * @param ref what names the message, {@link Message#ref()}
   * @return the message, or empty if there is none
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   */
  public Optional<Message> findMessage(MessageRef ref) {
    return run(FindMessage.byRef(settings, ref));
  }

  /**
   * Gives a message new content. One {@code BatchGetItem} of the message and the group's head, then
   * one {@code TransactWriteItems}: the message, the head and an entry in the group's change log.
   * Costs 2 read units and 6 write units; where the rows show the message they follow at 2 write
   * units a member more. {@linkplain SendMode#STREAMED Streamed}, it is one {@code UpdateItem} of
   * the message alone, 1 write unit for each KB of its item, and the projector does the rest.
   *
   * <p>An edit to what the message says already writes nothing; so an edit that is repeated after a
   * lost response raises one revision.
   *
   * @param ref what names the message, {@link Message#ref()}
   * @param edit the new content, and the revision that the editor saw
   * @return the message as it is now
   * @throws MessageNotFoundException if there is no such message, or none any more
   * @throws MessageDeletedException if it is deleted
   * @throws NotTheSenderException if this store acts for a user who did not write it
   * @throws RevisionMismatchException if it has another revision than the one given
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   * @throws RetriesExhaustedException if other writers, throttling or lost responses won until the
   *     time or the attempts were over
   */
  public Message editMessage(MessageRef ref, MessageEdit edit) {
    return run(EditMessage.byRef(settings, ref, edit));
  }

  /**
   * Deletes a message: its text, mentions, attachments and data go, from its item and from all
   * rows, which show the newest message that is left. Its key, id and sender stay, so that cursors,
   * replies and positions go on working; listings have it with {@link Message#isDeleted()}. A
   * deleted message stays as it is.
   *
   * <p>Requests and costs are as those of {@link #editMessage}; where the rows show the message,
   * one {@code Query} for the next one and 2 write units more.
   *
   * @param ref what names the message, {@link Message#ref()}
   * @return the deleted message
   * @throws MessageNotFoundException if there is no such message, or none any more
   * @throws NotTheSenderException if this store acts for a user who did not write it
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   * @throws RetriesExhaustedException if other writers, throttling or lost responses won until the
   *     time or the attempts were over
   */
  public Message deleteMessage(MessageRef ref) {
    return run(DeleteMessage.byRef(settings, ref));
  }

  /**
   * Removes a message for good, also one that has expired: deletes it as {@link #deleteMessage}
   * does transactionally, and then its item and the reactions to it. Only for the service. One
   * {@code Query} and one {@code TransactWriteItems} more, at 2 write units for the message and
   * each user that reacted to it. A purge that fails half-way can be repeated.
   *
   * @param ref what names the message, {@link Message#ref()}
   * @return whether it was there
   * @throws OtherUserException if this store acts for a user
   * @throws GroupNotFoundException if there is no such group
   * @throws RetriesExhaustedException if other writers, throttling or lost responses won until the
   *     time or the attempts were over
   */
  public boolean purgeMessage(MessageRef ref) {
    return run(PurgeMessage.byRef(settings, ref));
  }

  /**
   * Adds a reaction of a user to a message. One {@code BatchGetItem} of the message and the group's
   * head and one {@code UpdateItem}: 1 read unit and 1 write unit. Each user's reactions are an
   * item of their own, so that any number of users can react at once. A reaction that is there
   * already stays.
   *
   * @param ref what names the message, {@link Message#ref()}
   * @param userId who reacts; must be a member
   * @param emoji the reaction, at most {@link Limits#REACTION_BYTES} bytes
   * @return all reactions of the user to the message
   * @throws MessageNotFoundException if there is no such message, or none any more
   * @throws MessageDeletedException if it is deleted
   * @throws NotAMemberException if the user, or whom this store acts for, is not a member; also if
   *     this store acts for a user and there is no such group
   * @throws OtherUserException if this store acts for another user
   * @throws InvalidInputException if the user has {@link Limits#REACTIONS} other reactions to it
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   * @throws RetriesExhaustedException if throttling or lost responses won until the time or the
   *     attempts were over
   */
  public UserReactions addReaction(MessageRef ref, String userId, String emoji) {
    return run(React.add(settings, ref, userId, emoji));
  }

  /**
   * Removes a reaction of a user to a message, if it is there. Requests and costs are as those of
   * {@link #addReaction}.
   *
   * @param ref what names the message, {@link Message#ref()}
   * @param userId whose reaction
   * @param emoji the reaction
   * @return the reactions of the user that are left
   * @throws MessageNotFoundException if there is no such message, or none any more
   * @throws MessageDeletedException if it is deleted
   * @throws NotAMemberException if the user, or whom this store acts for, is not a member; also if
   *     this store acts for a user and there is no such group
   * @throws OtherUserException if this store acts for another user
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   * @throws RetriesExhaustedException if throttling or lost responses won until the time or the
   *     attempts were over
   */
  public UserReactions removeReaction(MessageRef ref, String userId, String emoji) {
    return run(React.remove(settings, ref, userId, emoji));
  }

  /**
   * The first token of a client that keeps a copy of a group's messages. The client takes it before
   * it lists the messages, with {@link #withConsistentReads()}, and asks {@link #listChanges} from
   * then on. One strongly consistent {@code GetItem}. A group of the original application has
   * tokens once it is adopted.
   *
   * @param groupId which group
   * @return the token
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   */
  public ChangesToken beginChanges(String groupId) {
    return run(BeginChanges.ofGroup(settings, groupId));
  }

  /**
   * Lists what changed in a group since a token: new messages, and edited and deleted ones as they
   * are now. Misses nothing, and may tell a thing twice. Streamed messages count as far as the
   * clocks of their senders agree within a minute, and streamed changes once the projector has
   * logged them. Reactions are not part of it, and neither are items that other programs change or
   * remove.
   *
   * <p>One {@code Query}, half a read unit per 4 KB, where nothing or only new messages came; it
   * reads those of the last minute again. One {@code Query} and one {@code BatchGetItem} more if
   * messages were edited or deleted. One {@code Query} more, strongly consistent, if messages
   * between others are gone or not there yet, if the replica is older than the token, and for each
   * full page of a group that has been changed before.
   *
   * @param groupId which group
   * @param token from {@link #beginChanges} or {@link Changes#next()}
   * @param limit how many new messages, and how many entries of the change log, at most; 1 to
   *     {@link Limits#PAGE_SIZE}
   * @return what changed, and the next token
   * @throws ChangesTokenExpiredException if the change log does not reach back to the token
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   */
  public Changes listChanges(String groupId, ChangesToken token, int limit) {
    return run(ListChanges.since(settings, groupId, token, limit));
  }

  /**
   * Finds one group with its members. One {@code GetItem}.
   *
   * @param groupId which group
   * @return the group, or empty if there is none, or one of the original application that nobody
   *     has adopted
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   */
  public Optional<MessageGroup> findGroup(String groupId) {
    return run(FindGroup.byId(settings, groupId));
  }

  /**
   * The {@link Projector} that keeps group rows current from the table's stream (pattern E). It
   * works for all groups, whomever this store acts for.
   *
   * @return a projector over the same client
   */
  public Projector projector() {
    return new Projector(runner, settings.actingForNobody());
  }

  private <T> T run(Operation<T> operation) {
    return runner.run(operation, settings.calls());
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
      return new MessagingStore(new SyncRunner(required(client), NANO_TIME, lines()), settings());
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
