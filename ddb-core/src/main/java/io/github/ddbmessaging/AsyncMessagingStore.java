package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.group.CreateGroup;
import io.github.ddbmessaging.internal.group.FindGroup;
import io.github.ddbmessaging.internal.group.RenameGroup;
import io.github.ddbmessaging.internal.inbox.ChangeState;
import io.github.ddbmessaging.internal.inbox.CountUnread;
import io.github.ddbmessaging.internal.inbox.FindState;
import io.github.ddbmessaging.internal.inbox.ListGroups;
import io.github.ddbmessaging.internal.inbox.ListInbox;
import io.github.ddbmessaging.internal.inbox.ListPinned;
import io.github.ddbmessaging.internal.inbox.ListReadPositions;
import io.github.ddbmessaging.internal.member.AddMembers;
import io.github.ddbmessaging.internal.member.ChangeRole;
import io.github.ddbmessaging.internal.member.RemoveMember;
import io.github.ddbmessaging.internal.message.DeleteMessage;
import io.github.ddbmessaging.internal.message.EditMessage;
import io.github.ddbmessaging.internal.message.FindMessage;
import io.github.ddbmessaging.internal.message.ListAround;
import io.github.ddbmessaging.internal.message.ListMessages;
import io.github.ddbmessaging.internal.message.PurgeMessage;
import io.github.ddbmessaging.internal.message.React;
import io.github.ddbmessaging.internal.message.SendMessage;
import io.github.ddbmessaging.internal.run.AsyncRunner;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.PagePublisher;
import io.github.ddbmessaging.internal.sync.BeginChanges;
import io.github.ddbmessaging.internal.sync.ListChanges;
import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessagesAround;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ReadPosition;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.UnreadCount;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.model.UserReactions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * {@link MessagingStore} with futures: the same operations, requests, costs and promises, over an
 * asynchronous client. No operation throws; each fails its future, with the exception itself and
 * not wrapped in another. Work continues on the threads on which the client completes its futures
 * and, after a pause between two attempts or a wait for another send into the group, on the common
 * pool. Cancelling a future does not stop what was begun.
 *
 * <p>Immutable and safe for use by many threads. It keeps nothing between calls, no thread and no
 * connection of its own: the client stays the caller's, who closes it.
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
   * A view that acts for a user, as {@link MessagingStore#actingAs} says.
   *
   * @param userId the user
   * @return a store over the same client
   * @throws InvalidInputException if it is no user id
   */
  public AsyncMessagingStore actingAs(String userId) {
    return new AsyncMessagingStore(runner, settings.actingAs(userId));
  }

  /**
   * A view whose reads are strongly consistent, as {@link MessagingStore#withConsistentReads} says.
   *
   * @return a store over the same client
   */
  public AsyncMessagingStore withConsistentReads() {
    return new AsyncMessagingStore(runner, settings.withConsistentReads());
  }

  /**
   * A view whose listings fail at an item that can't be understood, as {@link
   * MessagingStore#withStrictReads} says.
   *
   * @return a store over the same client
   */
  public AsyncMessagingStore withStrictReads() {
    return new AsyncMessagingStore(runner, settings.withStrictReads());
  }

  /**
   * A view that reads messages with the reactions to them, as {@link MessagingStore#withReactions}
   * says.
   *
   * @return a store over the same client
   */
  public AsyncMessagingStore withReactions() {
    return new AsyncMessagingStore(runner, settings.withReactions());
  }

  /**
   * A view that reads messages with the names that their senders have today, as {@link
   * MessagingStore#withCurrentNames} says.
   *
   * @return a store over the same client
   */
  public AsyncMessagingStore withCurrentNames() {
    return new AsyncMessagingStore(runner, settings.withCurrentNames());
  }

  /**
   * A view that sends in another mode, as {@link MessagingStore#withSendMode} says.
   *
   * @param mode when rows show a new message
   * @return a store over the same client
   */
  public AsyncMessagingStore withSendMode(SendMode mode) {
    return new AsyncMessagingStore(runner, settings.withSendMode(requireNonNull(mode, "mode")));
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
    return run(ListMessages.inGroup(settings, groupId, request));
  }

  /**
   * Lists all messages of a group from a page on, reading each page when a subscriber asks for it,
   * as {@link MessagingStore#listMessagePages(String, PageRequest)} does.
   *
   * @param groupId which group
   * @param first the first page; its limit is that of every page
   * @return a publisher of the pages; each subscriber reads from the first on
   */
  public Flow.Publisher<Page<Message>> listMessagePages(String groupId, PageRequest first) {
    return new PagePublisher<>(
        first, request -> listMessages(groupId, request), PageRequest::following);
  }

  /**
   * Lists the messages around one, as {@link MessagingStore#listMessagesAround(MessageRef, int)}
   * does.
   *
   * @param ref what names the message
   * @param limit how many messages of each side at most
   * @return a future of both sides
   */
  public CompletableFuture<MessagesAround> listMessagesAround(MessageRef ref, int limit) {
    return run(ListAround.ofMessage(settings, ref, limit));
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
    return run(ListGroups.ofUser(settings, userId, request));
  }

  /**
   * Lists all message groups of a user from a page on, reading each page when a subscriber asks for
   * it, as {@link MessagingStore#listMessageGroupPages(String, PageRequest)} does.
   *
   * @param userId whose groups
   * @param first the first page; its limit is that of every page
   * @return a publisher of the pages; each subscriber reads from the first on
   */
  public Flow.Publisher<Page<MessageGroupRow>> listMessageGroupPages(
      String userId, PageRequest first) {
    return new PagePublisher<>(
        first, request -> listMessageGroups(userId, request), PageRequest::following);
  }

  /**
   * Lists message groups of a user with what the user has read, muted and pinned of them, as {@link
   * MessagingStore#listInbox(String, PageRequest)} does.
   *
   * @param userId whose groups
   * @param request which part
   * @return a future of the page
   */
  public CompletableFuture<Page<InboxEntry>> listInbox(String userId, PageRequest request) {
    return run(ListInbox.ofUser(settings, userId, request));
  }

  /**
   * Lists all message groups of a user with their states from a page on, reading each page when a
   * subscriber asks for it, as {@link MessagingStore#listInboxPages(String, PageRequest)} does.
   *
   * @param userId whose groups
   * @param first the first page; its limit is that of every page
   * @return a publisher of the pages; each subscriber reads from the first on
   */
  public Flow.Publisher<Page<InboxEntry>> listInboxPages(String userId, PageRequest first) {
    return new PagePublisher<>(
        first, request -> listInbox(userId, request), PageRequest::following);
  }

  /**
   * Lists the groups that a user has pinned, as {@link MessagingStore#listPinned(String)} does.
   *
   * @param userId whose groups
   * @return a future of the pinned groups
   */
  public CompletableFuture<List<InboxEntry>> listPinned(String userId) {
    return run(ListPinned.ofUser(settings, userId));
  }

  /**
   * Finds what a user has read, muted, pinned and hidden of one group, as {@link
   * MessagingStore#findGroupState} does.
   *
   * @param userId whose state
   * @param groupId of which group
   * @return a future of the state, or of empty
   */
  public CompletableFuture<Optional<GroupState>> findGroupState(String userId, String groupId) {
    return run(FindState.byGroupId(settings, userId, groupId));
  }

  /**
   * Marks a message and all before it as read, as {@link MessagingStore#markRead(String,
   * MessageRef, long)} does.
   *
   * @param userId who has read
   * @param ref what names the last message that was read, {@link Message#ref()}
   * @param unreadMarks the number of marks that the client knows
   * @return a future of the state after it
   */
  public CompletableFuture<GroupState> markRead(String userId, MessageRef ref, long unreadMarks) {
    return run(ChangeState.markRead(settings, userId, ref, unreadMarks));
  }

  /**
   * Marks a message and all after it as unread, as {@link MessagingStore#markUnread(String,
   * MessageRef)} does.
   *
   * @param userId for whom
   * @param from what names the first message that is unread, {@link Message#ref()}
   * @return a future of the state after it
   */
  public CompletableFuture<GroupState> markUnread(String userId, MessageRef from) {
    return run(ChangeState.markUnread(settings, userId, from));
  }

  /**
   * Mutes, pins or hides a group for a user, as {@link MessagingStore#updateGroupState(String,
   * String, GroupStateUpdate)} does.
   *
   * @param userId for whom
   * @param groupId which group
   * @param update what to change
   * @return a future of the state after it
   */
  public CompletableFuture<GroupState> updateGroupState(
      String userId, String groupId, GroupStateUpdate update) {
    return run(ChangeState.update(settings, userId, groupId, update));
  }

  /**
   * Counts the messages of a group that a user has not read, as {@link
   * MessagingStore#countUnread(String, String)} does.
   *
   * @param userId whose unread messages
   * @param groupId which group
   * @return a future of how many
   */
  public CompletableFuture<UnreadCount> countUnread(String userId, String groupId) {
    return run(CountUnread.inGroup(settings, userId, groupId));
  }

  /**
   * Counts the messages of several groups that a user has not read, as {@link
   * MessagingStore#countUnread(String, Collection, int)} does.
   *
   * @param userId whose unread messages
   * @param groupIds which groups
   * @param cap up to which number to count in each
   * @return a future of how many, by group
   */
  public CompletableFuture<Map<String, UnreadCount>> countUnread(
      String userId, Collection<String> groupIds, int cap) {
    return run(CountUnread.inGroups(settings, userId, groupIds, cap));
  }

  /**
   * Lists how far the members of a group have read it, as {@link
   * MessagingStore#listReadPositions(MessageGroup)} does.
   *
   * @param group the group as last seen
   * @return a future of the positions of the members who have any
   */
  public CompletableFuture<List<ReadPosition>> listReadPositions(MessageGroup group) {
    return run(ListReadPositions.ofGroupAsSeen(settings, group));
  }

  /**
   * Lists how far the members of a group have read it, as {@link
   * MessagingStore#listReadPositions(String)} does.
   *
   * @param groupId which group
   * @return a future of the positions of the members who have any
   */
  public CompletableFuture<List<ReadPosition>> listReadPositions(String groupId) {
    return run(ListReadPositions.byGroupId(settings, groupId));
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
    return run(SendMessage.byGroupId(settings, groupId, message));
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
    return run(SendMessage.toGroupAsSeen(settings, group, message));
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
    return run(CreateGroup.withFirstMessage(settings, group, message));
  }

  /**
   * Finds one message, as {@link MessagingStore#findMessage(MessageRef)} does.
   *
   * @param ref what names the message, {@link Message#ref()}
   * @return a future of the message, or empty if there is none
   */
  public CompletableFuture<Optional<Message>> findMessage(MessageRef ref) {
    return run(FindMessage.byRef(settings, ref));
  }

  /**
   * Gives a message new content as {@link MessagingStore#editMessage(MessageRef, MessageEdit)}
   * does.
   *
   * @param ref what names the message
   * @param edit the new content
   * @return a future of the message
   */
  public CompletableFuture<Message> editMessage(MessageRef ref, MessageEdit edit) {
    return run(EditMessage.byRef(settings, ref, edit));
  }

  /**
   * Deletes a message as {@link MessagingStore#deleteMessage(MessageRef)} does.
   *
   * @param ref what names the message
   * @return a future of the deleted message
   */
  public CompletableFuture<Message> deleteMessage(MessageRef ref) {
    return run(DeleteMessage.byRef(settings, ref));
  }

  /**
   * Removes a message for good as {@link MessagingStore#purgeMessage(MessageRef)} does.
   *
   * @param ref what names the message
   * @return a future of whether it was there
   */
  public CompletableFuture<Boolean> purgeMessage(MessageRef ref) {
    return run(PurgeMessage.byRef(settings, ref));
  }

  /**
   * Adds a reaction of a user to a message as {@link MessagingStore#addReaction} does.
   *
   * @param ref what names the message
   * @param userId who reacts
   * @param emoji the reaction
   * @return a future of all reactions of the user
   */
  public CompletableFuture<UserReactions> addReaction(MessageRef ref, String userId, String emoji) {
    return run(React.add(settings, ref, userId, emoji));
  }

  /**
   * Removes a reaction of a user to a message as {@link MessagingStore#removeReaction} does.
   *
   * @param ref what names the message
   * @param userId whose reaction
   * @param emoji the reaction
   * @return a future of the reactions that are left
   */
  public CompletableFuture<UserReactions> removeReaction(
      MessageRef ref, String userId, String emoji) {
    return run(React.remove(settings, ref, userId, emoji));
  }

  /**
   * Adds members to a group as {@link MessagingStore#addMembers} does.
   *
   * @param groupId which group
   * @param users who is to be in it
   * @param history what they see of what was written before
   * @return a future of the group with them
   */
  public CompletableFuture<MessageGroup> addMembers(
      String groupId, Collection<User> users, History history) {
    return run(AddMembers.toGroup(settings, groupId, users, history));
  }

  /**
   * Removes a member from a group as {@link MessagingStore#removeMember} does.
   *
   * @param groupId which group
   * @param userId who is to go
   * @return a future of the group without them
   */
  public CompletableFuture<MessageGroup> removeMember(String groupId, String userId) {
    return run(RemoveMember.fromGroup(settings, groupId, userId));
  }

  /**
   * Takes a user out of a group at their own wish as {@link MessagingStore#leaveGroup} does.
   *
   * @param groupId which group
   * @param userId who leaves
   * @return a future of whether they were a member until now
   */
  public CompletableFuture<Boolean> leaveGroup(String groupId, String userId) {
    return run(RemoveMember.whoLeaves(settings, groupId, userId));
  }

  /**
   * Gives a member another role as {@link MessagingStore#changeRole} does.
   *
   * @param groupId which group
   * @param userId which member
   * @param role the new role
   * @return a future of the group
   */
  public CompletableFuture<MessageGroup> changeRole(String groupId, String userId, Role role) {
    return run(ChangeRole.ofMember(settings, groupId, userId, role));
  }

  /**
   * Gives a group another title as {@link MessagingStore#renameGroup} does.
   *
   * @param groupId which group
   * @param title the new title
   * @return a future of the group
   */
  public CompletableFuture<MessageGroup> renameGroup(String groupId, String title) {
    return run(RenameGroup.toTitle(settings, groupId, title));
  }

  /**
   * The first token of a client that keeps a copy, as {@link MessagingStore#beginChanges(String)}
   * does.
   *
   * @param groupId which group
   * @return a future of the token
   */
  public CompletableFuture<ChangesToken> beginChanges(String groupId) {
    return run(BeginChanges.ofGroup(settings, groupId));
  }

  /**
   * Lists what changed in a group since a token as {@link MessagingStore#listChanges} does.
   *
   * @param groupId which group
   * @param token from {@link #beginChanges} or {@link Changes#next()}
   * @param limit how many of each at most
   * @return a future of what changed
   */
  public CompletableFuture<Changes> listChanges(String groupId, ChangesToken token, int limit) {
    return run(ListChanges.since(settings, groupId, token, limit));
  }

  /**
   * Finds one group with its members, as {@link MessagingStore#findGroup(String)} does.
   *
   * @param groupId which group
   * @return a future of the group, or empty if there is none
   */
  public CompletableFuture<Optional<MessageGroup>> findGroup(String groupId) {
    return run(FindGroup.byId(settings, groupId));
  }

  /**
   * Finds the direct group of two users as {@link MessagingStore#findDirectGroup} does.
   *
   * @param userId one of the two
   * @param otherUserId the other
   * @return a future of the group, or empty if there is none
   */
  public CompletableFuture<Optional<MessageGroup>> findDirectGroup(
      String userId, String otherUserId) {
    return run(FindGroup.ofTwo(settings, userId, otherUserId));
  }

  /**
   * The {@link AsyncProjector} that keeps group rows current from the table's stream (pattern E).
   * It works for all groups, whomever this store acts for.
   *
   * @return a projector over the same client
   */
  public AsyncProjector projector() {
    return new AsyncProjector(runner, settings.actingForNobody());
  }

  private <T> CompletableFuture<T> run(Operation<T> operation) {
    return runner.run(operation, settings.calls());
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
      return new AsyncMessagingStore(
          new AsyncRunner(required(client), NANO_TIME, lines()), settings());
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
