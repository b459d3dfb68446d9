package io.github.ddbmessaging.store;

import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InboxEntry;
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
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.ReadPosition;
import io.github.ddbmessaging.model.RejectedRecord;
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
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Either store, so that one test holds both to the same contract. {@link Facade} makes them. */
public interface Messaging {
  Messaging actingAs(String userId);

  Messaging withConsistentReads();

  Messaging withStrictReads();

  Messaging withReactions();

  Messaging withCurrentNames();

  Messaging withSendMode(SendMode mode);

  Page<Message> listMessages(String groupId, PageRequest request);

  List<Page<Message>> listMessagePages(String groupId, PageRequest first);

  MessagesAround listMessagesAround(MessageRef ref, int limit);

  Page<MessageGroupRow> listMessageGroups(String userId, PageRequest request);

  List<Page<MessageGroupRow>> listMessageGroupPages(String userId, PageRequest first);

  Page<InboxEntry> listInbox(String userId, PageRequest request);

  List<Page<InboxEntry>> listInboxPages(String userId, PageRequest first);

  List<InboxEntry> listPinned(String userId);

  GroupState markRead(String userId, MessageRef ref, long unreadMarks);

  Optional<GroupState> findGroupState(String userId, String groupId);

  GroupState markUnread(String userId, MessageRef from);

  GroupState updateGroupState(String userId, String groupId, GroupStateUpdate update);

  UnreadCount countUnread(String userId, String groupId);

  Map<String, UnreadCount> countUnread(String userId, Collection<String> groupIds, int cap);

  List<ReadPosition> listReadPositions(MessageGroup group);

  List<ReadPosition> listReadPositions(String groupId);

  Sent createMessage(String groupId, NewMessage message);

  Sent createMessage(MessageGroup group, NewMessage message);

  Sent createGroup(NewGroup group, NewMessage message);

  Optional<Message> findMessage(MessageRef ref);

  Optional<MessageGroup> findGroup(String groupId);

  Optional<MessageGroup> findDirectGroup(String userId, String otherUserId);

  MessageGroup addMembers(String groupId, Collection<User> users, History history);

  MessageGroup removeMember(String groupId, String userId);

  boolean leaveGroup(String groupId, String userId);

  MessageGroup changeRole(String groupId, String userId, Role role);

  MessageGroup renameGroup(String groupId, String title);

  Message editMessage(MessageRef ref, MessageEdit edit);

  Message deleteMessage(MessageRef ref);

  boolean purgeMessage(MessageRef ref);

  UserReactions addReaction(MessageRef ref, String userId, String emoji);

  UserReactions removeReaction(MessageRef ref, String userId, String emoji);

  ChangesToken beginChanges(String groupId);

  Changes listChanges(String groupId, ChangesToken token, int limit);

  Projection projector();

  /** Either projector. */
  interface Projection {
    Projection onRejected(Consumer<RejectedRecord> listener);

    Projection rewriteOldKeys();

    ProjectionResult project(Collection<Record> records);
  }
}
