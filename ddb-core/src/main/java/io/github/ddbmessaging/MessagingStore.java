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
import io.github.ddbmessaging.model.GroupNotAdoptedException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.InboxEntry;
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
import io.github.ddbmessaging.model.NotAnOwnerException;
import io.github.ddbmessaging.model.NotTheSenderException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ReadPosition;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.RevisionMismatchException;
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
   * otherwise it costs one {@code GetItem}. It costs another, strongly consistent, before a
   * refusal, and after reading messages that are newer than that head: the user may have been
   * removed in between. Streamed messages that the projector has not seen yet are always newer.
   *
   * <p>A user who was added with {@link History#FROM_JOINING} finds nothing from before, whatever
   * is read. Whoever has left or was removed finds nothing of the group; reads that are not
   * consistent may show the state of a moment ago.
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
   * A view of this store that reads messages with the reactions to them: {@link #listMessages},
   * {@link #listMessagePages}, {@link #listMessagesAround} and {@link #findMessage}. It costs one
   * {@code Query} more for each page that has messages, or for the message, and for each MB of
   * reactions; half a read unit per 4 KB, or one if strongly consistent. What writes and {@link
   * #listChanges} return stays without them.
   *
   * @return a store over the same client
   */
  public MessagingStore withReactions() {
    return new MessagingStore(runner, settings.withReactions());
  }

  /**
   * A view of this store that reads messages with the names that their senders have in the group
   * today: {@link #listMessages}, {@link #listMessagePages}, {@link #listMessagesAround} and {@link
   * #findMessage}. Messages of former members keep the names that they were sent with. A store that
   * acts for a user reads the head anyway; one that acts for nobody needs one {@code GetItem} more.
   *
   * @return a store over the same client
   */
  public MessagingStore withCurrentNames() {
    return new MessagingStore(runner, settings.withCurrentNames());
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
   * Lists message groups of a user by their newest message, with what the user has read, muted and
   * pinned of them, and without those that the user has hidden (pattern B with personal state).
   *
   * <p>Two {@code Query} side by side: the one of {@link #listMessageGroups}, and one of the user's
   * states of all groups, at half a read unit per 4 KB. For 200 groups that is about 5 read units
   * more. One {@code Query} more, half a read unit as a rule, for each row whose message has
   * expired, or that another version or application wrote and that is newer than what the user has
   * read. Where a page meets hidden groups, it is filled by up to 3 further {@code Query}, and may
   * then be shorter than asked for, with a cursor.
   *
   * <p>Unread is computed and never counted: a group is unread exactly if {@link #countUnread}
   * finds anything in it, once rows are current. The cursors are those of {@link
   * #listMessageGroups}.
   *
   * @param userId whose groups
   * @param request which part
   * @return the page
   * @throws OtherUserException if this store acts for another user
   */
  public Page<InboxEntry> listInbox(String userId, PageRequest request) {
    return run(ListInbox.ofUser(settings, userId, request));
  }

  /**
   * Lists all message groups of a user with their states from a page on, reading each page when it
   * is iterated to.
   *
   * @param userId whose groups
   * @param first the first page; its limit is that of every page
   * @return the pages, as {@link #listInbox} returns and refuses them
   */
  public Iterable<Page<InboxEntry>> listInboxPages(String userId, PageRequest first) {
    return Pages.from(first, request -> listInbox(userId, request), PageRequest::following);
  }

  /**
   * Lists the groups that a user has pinned, the one pinned last first, without those that are
   * hidden and those of which the user is no member. One {@code Query} of the user's states, at
   * half a read unit per 4 KB, then one {@code BatchGetItem} of the groups' heads and one of their
   * rows, half a read unit for each; and a {@code Query} more for a row as in {@link #listInbox}.
   * Rows that move in between are read again, strongly consistent. If any of the groups has no
   * head, because it is not there or of the original application, one {@code BatchGetItem} and one
   * {@code Query} of the user's list more, both strongly consistent. What can't be understood is
   * left out; {@link #withStrictReads()} throws instead.
   *
   * @param userId whose groups
   * @return the pinned groups
   * @throws OtherUserException if this store acts for another user
   */
  public List<InboxEntry> listPinned(String userId) {
    return run(ListPinned.ofUser(settings, userId));
  }

  /**
   * Finds what a user has read, muted, pinned and hidden of one group. The group need not be there.
   * One {@code GetItem}, half a read unit, 1 with {@link #withConsistentReads()}.
   *
   * @param userId whose state
   * @param groupId of which group
   * @return the state, or empty if the user has done nothing of all this
   * @throws OtherUserException if this store acts for another user
   * @throws DamagedItemException if the state can't be understood
   */
  public Optional<GroupState> findGroupState(String userId, String groupId) {
    return run(FindState.byGroupId(settings, userId, groupId));
  }

  /**
   * Marks a message and all before it as read, unless the user has marked any as unread that the
   * client does not know of. The read position only moves forward: a late or repeated call does
   * nothing. The message and the group need not be there; nobody else is told, save by the table's
   * stream and {@link #listReadPositions}.
   *
   * <p>One {@code UpdateItem}, 1 write unit, also if it does nothing.
   *
   * @param userId who has read
   * @param ref what names the last message that was read, {@link Message#ref()}
   * @param unreadMarks {@link GroupState#unreadMarks()} of the state that the client knows, as
   *     {@link #listInbox} or any method that changes it returned it; 0 if it knows none. A
   *     constant 0 does only where nobody calls {@link #markUnread}: after that it marks nothing
   *     any more
   * @return the state after it. If its {@link GroupState#readUpTo()} is below the message, the user
   *     has marked messages as unread meanwhile; calling again with its {@link
   *     GroupState#unreadMarks()} marks them as read all the same
   * @throws OtherUserException if this store acts for another user
   * @throws InvalidInputException if the number of marks is negative, or the id of the message has
   *     more than {@link Limits#ID_BYTES} bytes
   * @throws RetriesExhaustedException if throttling or lost responses won until the time or the
   *     attempts were over
   */
  public GroupState markRead(String userId, MessageRef ref, long unreadMarks) {
    return run(ChangeState.markRead(settings, userId, ref, unreadMarks));
  }

  /**
   * Marks a message and all after it as unread, and all before it as read. It raises {@link
   * GroupState#unreadMarks()}, which {@link #markRead(String, MessageRef, long)} must name: so a
   * late or repeated call to mark messages as read does not undo it. A call whose response was lost
   * and that is tried again does nothing more, also if another device has marked messages as unread
   * meanwhile; if others have done so twice, it is made again, after theirs. Messages that the user
   * wrote end what is unread, as always.
   *
   * <p>One {@code UpdateItem}, 1 write unit.
   *
   * @param userId for whom
   * @param from what names the first message that is unread, {@link Message#ref()}
   * @return the state after it
   * @throws OtherUserException if this store acts for another user
   * @throws InvalidInputException if the id of the message has more than {@link Limits#ID_BYTES}
   *     bytes
   * @throws RetriesExhaustedException if throttling or lost responses won until the time or the
   *     attempts were over
   */
  public GroupState markUnread(String userId, MessageRef from) {
    return run(ChangeState.markUnread(settings, userId, from));
  }

  /**
   * Mutes, pins or hides a group for a user, and keeps strings of the caller's own. The last of
   * several calls wins, for each of these by itself. The group need not be there. One {@code
   * UpdateItem}, 1 write unit.
   *
   * @param userId for whom
   * @param groupId which group
   * @param update what to change
   * @return the state after it
   * @throws OtherUserException if this store acts for another user
   * @throws InvalidInputException if the update changes nothing
   * @throws RetriesExhaustedException if throttling or lost responses won until the time or the
   *     attempts were over
   */
  public GroupState updateGroupState(String userId, String groupId, GroupStateUpdate update) {
    return run(ChangeState.update(settings, userId, groupId, update));
  }

  /**
   * Counts the messages of a group that a user has not read, up to 100: live messages of others
   * that the user may see, above the last one that the user has read or written. One {@code
   * BatchGetItem} of the user's state, then one {@code Query} of the group's head and those
   * messages: half a read unit per 4 KB, and half a unit for the state. For 100 messages of 300
   * bytes that is 4.5 read units. Further queries only where many of the newest messages are
   * deleted or expired. Messages that can't be understood do not count.
   *
   * @param userId whose unread messages
   * @param groupId which group
   * @return how many
   * @throws OtherUserException if this store acts for another user
   * @throws NotAMemberException if the user is not a member; also if there is no such group
   */
  public UnreadCount countUnread(String userId, String groupId) {
    return run(CountUnread.inGroup(settings, userId, groupId));
  }

  /**
   * Counts the messages of several groups that a user has not read. One {@code BatchGetItem} of the
   * user's states, then, side by side, for each group the {@code Query} of {@link
   * #countUnread(String, String)}; one strongly consistent {@code GetItem} more before a group is
   * left out.
   *
   * @param userId whose unread messages
   * @param groupIds which groups, at most {@link Limits#UNREAD_GROUPS}
   * @param cap up to which number to count in each, 1 to {@link Limits#UNREAD_CAP}
   * @return how many, by group; without groups of which the user is not a member, and without those
   *     whose head or state can't be understood, save with {@link #withStrictReads()}
   * @throws OtherUserException if this store acts for another user
   */
  public Map<String, UnreadCount> countUnread(String userId, Collection<String> groupIds, int cap) {
    return run(CountUnread.inGroups(settings, userId, groupIds, cap));
  }

  /**
   * Lists how far the members of a group have read it. One {@code BatchGetItem} of the group's head
   * and the states of the members in hand, half a read unit for each: 24 and the head for 48
   * members. One more for members who came since the group was seen, and one, strongly consistent,
   * before a refusal. Who is a member is told by the head that is read, not by the group in hand.
   *
   * @param group the group as last seen
   * @return the positions of the members who have any, in the order of the members; those that
   *     can't be understood are left out, save with {@link #withStrictReads()}
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group, or one of the original application that nobody has adopted
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   */
  public List<ReadPosition> listReadPositions(MessageGroup group) {
    return run(ListReadPositions.ofGroupAsSeen(settings, group));
  }

  /**
   * Lists how far the members of a group have read it. Two {@code BatchGetItem}: the head, then the
   * states of its members. Otherwise as {@link #listReadPositions(MessageGroup)}.
   *
   * @param groupId which group
   * @return the positions of the members who have any
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group, or one of the original application that nobody has adopted
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   */
  public List<ReadPosition> listReadPositions(String groupId) {
    return run(ListReadPositions.byGroupId(settings, groupId));
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
   * moved. See {@link MessageRef} for refs from before a migration.
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
   * @throws NotTheSenderException if this store acts for a user who neither wrote it nor owns the
   *     group
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
   * Adds members to a group, who then have a row of it in their lists. Every member may. One
   * strongly consistent {@code Query} of the head and the newest message, and one {@code
   * TransactWriteItems} of the head, an entry in the change log and a row for each; one {@code
   * GetItem} more where the rows show another message than the newest. Costs 1 read unit and 6
   * write units, 2 for each further one, for items under 1 KB. Who is a member already stays as
   * they are; if all are, nothing is written. A group of the original application is adopted
   * before, as {@link #createMessage(String, NewMessage)} does, also if the change is refused then;
   * so do the other changes of a group.
   *
   * <p>A member added with {@link History#FROM_JOINING} sees, in every read of a store that acts
   * for them, only what stands above the newest message at that moment. A streamed message that a
   * sender whose clock is behind writes later may stand below it, and is not seen. Whoever was in
   * the group before sees what the new invitation lets them see.
   *
   * @param groupId which group; not a direct one
   * @param users who is to be in it, up to {@link Limits#MEMBERS} with those who are
   * @param history what they see of what was written before
   * @return the group with them
   * @throws InvalidInputException also if the group is direct or would have too many members
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   * @throws RetriesExhaustedException if other writers, throttling or lost responses won until the
   *     time or the attempts were over
   */
  public MessageGroup addMembers(String groupId, Collection<User> users, History history) {
    return run(AddMembers.toGroup(settings, groupId, users, history));
  }

  /**
   * Removes a member from a group, with the row in their list. Only owners may remove others. From
   * then on a store that acts for the user reads nothing of the group; see {@link
   * #withConsistentReads()} for the moment in which reads may be stale. One strongly consistent
   * {@code GetItem} of the head and one {@code TransactWriteItems} of the head, an entry in the
   * change log, the row and a note of the former membership. Costs 1 read unit and 8 write units.
   * If the user is no member, nothing is written. When the last owner goes, the member who joined
   * first becomes one.
   *
   * <p>A streamed send that has read the head before may still write its message; it shows as every
   * other message of the group does.
   *
   * @param groupId which group; not a direct one
   * @param userId who is to go
   * @return the group without them
   * @throws InvalidInputException also if the group is direct or the user is the last member
   * @throws NotAnOwnerException if this store acts for a member who removes another and is no owner
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   * @throws RetriesExhaustedException if other writers, throttling or lost responses won until the
   *     time or the attempts were over
   */
  public MessageGroup removeMember(String groupId, String userId) {
    return run(RemoveMember.fromGroup(settings, groupId, userId));
  }

  /**
   * Takes a user out of a group at their own wish. Requests, costs and effects are those of {@link
   * #removeMember}; one strongly consistent {@code GetItem} more if this store acts for the user,
   * who is no member.
   *
   * @param groupId which group; not a direct one
   * @param userId who leaves
   * @return whether they were a member until now; false if they were removed before, and for a
   *     store that acts for nobody also if they never were one
   * @throws InvalidInputException also if the group is direct or the user is the last member
   * @throws OtherUserException if this store acts for another user
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   * @throws NotAMemberException if this store acts for a user who is not a member and never was;
   *     also if there is no such group
   * @throws RetriesExhaustedException if other writers, throttling or lost responses won until the
   *     time or the attempts were over
   */
  public boolean leaveGroup(String groupId, String userId) {
    return run(RemoveMember.whoLeaves(settings, groupId, userId));
  }

  /**
   * Gives a member another role. Only owners may. One strongly consistent {@code GetItem} of the
   * head and one {@code TransactWriteItems} of the head and an entry in the change log. Costs 1
   * read unit and 4 write units. If the member has the role already, nothing is written.
   *
   * @param groupId which group; not a direct one
   * @param userId which member
   * @param role the new role
   * @return the group
   * @throws InvalidInputException also if the group is direct or would have no owner any more
   * @throws NotAnOwnerException if this store acts for a member who is no owner
   * @throws NotAMemberException if the user is not a member; also if this store acts for a user who
   *     is none, or there is no such group
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   * @throws RetriesExhaustedException if other writers, throttling or lost responses won until the
   *     time or the attempts were over
   */
  public MessageGroup changeRole(String groupId, String userId, Role role) {
    return run(ChangeRole.ofMember(settings, groupId, userId, role));
  }

  /**
   * Gives a group another title. Only owners may. One strongly consistent {@code Query} of the head
   * and the newest message, and one {@code TransactWriteItems} of the head, an entry in the change
   * log and all members' rows; one {@code GetItem} more where the rows show another message than
   * the newest. Costs 1 read unit and 4 write units, 2 per member more, for items under 1 KB. If
   * the group has the title already, nothing is written.
   *
   * @param groupId which group; not a direct one
   * @param title 1 to {@link Limits#TITLE_LENGTH} code points
   * @return the group
   * @throws InvalidInputException also if the group is direct
   * @throws NotAnOwnerException if this store acts for a member who is no owner
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   * @throws RetriesExhaustedException if other writers, throttling or lost responses won until the
   *     time or the attempts were over
   */
  public MessageGroup renameGroup(String groupId, String title) {
    return run(RenameGroup.toTitle(settings, groupId, title));
  }

  /**
   * The first token of a client that keeps a copy of a group's messages. The client takes it before
   * it lists the messages, with {@link #withConsistentReads()}, and asks {@link #listChanges} from
   * then on. One strongly consistent {@code GetItem}; more reads before a refusal.
   *
   * @param groupId which group
   * @return the token
   * @throws GroupNotAdoptedException if it is a group of the original application that has not been
   *     adopted: send a message into it, or see {@link MessagingAdmin#adoptGroup}
   * @throws NotAMemberException if this store acts for a user who is not a member; also if there is
   *     no such group
   * @throws GroupNotFoundException if there is no such group and this store acts for nobody
   */
  public ChangesToken beginChanges(String groupId) {
    return run(BeginChanges.ofGroup(settings, groupId));
  }

  /**
   * Lists what changed in a group since a token: new messages, and edited and deleted ones as they
   * are now, and the group if it changed itself. Misses nothing, and may tell a thing twice.
   * Streamed messages count as far as the clocks of their senders agree within a minute, and
   * streamed changes once the projector has logged them. Reactions are not part of it, and neither
   * are items that other programs change or remove, nor messages to which a {@linkplain MessageRef
   * migration gives an earlier time}: after one, a client begins anew.
   *
   * <p>One {@code Query}, half a read unit per 4 KB, where nothing or only new messages came; it
   * reads those of the last minute again. One {@code Query} and one {@code BatchGetItem} more if
   * messages were edited or deleted, or the group changed; for a store that acts for a user, one
   * strongly consistent {@code GetItem} after it if messages were. Whoever was let in again with
   * another history lists the messages again. One {@code Query} more, strongly consistent, if
   * messages between others are gone or not there yet, if the replica is older than the token, and
   * for each full page of a group that has been changed before.
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
   * Finds the direct group of two users. One {@code GetItem}. Unlike {@link #findGroup}, it tells a
   * store that acts for one of the two that they have not begun it yet.
   *
   * @param userId one of the two
   * @param otherUserId the other
   * @return the group, or empty if there is none
   * @throws InvalidInputException also if the two are one
   * @throws OtherUserException if this store acts for another user than the first
   */
  public Optional<MessageGroup> findDirectGroup(String userId, String otherUserId) {
    return run(FindGroup.ofTwo(settings, userId, otherUserId));
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
