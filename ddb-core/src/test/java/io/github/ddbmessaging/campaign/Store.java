package io.github.ddbmessaging.campaign;

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
import io.github.ddbmessaging.model.ReadPosition;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.UnreadCount;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.model.UserReactions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Either store as if it were the asynchronous one. What a synchronous one returns has ended. */
interface Store {
  Store actingAs(String userId);

  Store withConsistentReads();

  Store withReactions();

  Store withSendMode(SendMode mode);

  CompletableFuture<Sent> createGroup(NewGroup group, NewMessage message);

  CompletableFuture<Sent> createMessage(String groupId, NewMessage message);

  CompletableFuture<Sent> createMessage(MessageGroup group, NewMessage message);

  CompletableFuture<Page<Message>> listMessages(String groupId, PageRequest request);

  CompletableFuture<Page<MessageGroupRow>> listMessageGroups(String userId, PageRequest request);

  CompletableFuture<Message> editMessage(MessageRef ref, MessageEdit edit);

  CompletableFuture<Message> deleteMessage(MessageRef ref);

  CompletableFuture<Boolean> purgeMessage(MessageRef ref);

  CompletableFuture<UserReactions> addReaction(MessageRef ref, String userId, String emoji);

  CompletableFuture<UserReactions> removeReaction(MessageRef ref, String userId, String emoji);

  CompletableFuture<ChangesToken> beginChanges(String groupId);

  CompletableFuture<Changes> listChanges(String groupId, ChangesToken token, int limit);

  CompletableFuture<MessageGroup> addMembers(
      String groupId, Collection<User> users, History history);

  CompletableFuture<MessageGroup> removeMember(String groupId, String userId);

  CompletableFuture<Boolean> leaveGroup(String groupId, String userId);

  CompletableFuture<MessageGroup> changeRole(String groupId, String userId, Role role);

  CompletableFuture<MessageGroup> renameGroup(String groupId, String title);

  CompletableFuture<MessagesAround> listMessagesAround(MessageRef ref, int limit);

  CompletableFuture<GroupState> markRead(String userId, MessageRef ref, long unreadMarks);

  CompletableFuture<GroupState> markUnread(String userId, MessageRef from);

  CompletableFuture<GroupState> updateGroupState(
      String userId, String groupId, GroupStateUpdate update);

  CompletableFuture<UnreadCount> countUnread(String userId, String groupId);

  CompletableFuture<Page<InboxEntry>> listInbox(String userId, PageRequest request);

  CompletableFuture<List<InboxEntry>> listPinned(String userId);

  CompletableFuture<List<ReadPosition>> listReadPositions(String groupId);

  CompletableFuture<Optional<Message>> findMessage(MessageRef ref);

  CompletableFuture<Optional<MessageGroup>> findGroup(String groupId);

  /** The same acting for a user, or for nobody. */
  default Store as(@Nullable String actingUser) {
    return actingUser == null ? this : actingAs(actingUser);
  }

  /** A store of the library, which has methods of the same names. */
  static Store of(Object store) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          if (method.isDefault()) {
            return InvocationHandler.invokeDefault(self, method, arguments);
          }
          try {
            Object result =
                store
                    .getClass()
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(store, arguments);
            if (method.getReturnType() == Store.class) {
              return of(result);
            }
            return result instanceof CompletableFuture<?>
                ? result
                : CompletableFuture.completedFuture(result);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (Store)
        Proxy.newProxyInstance(Store.class.getClassLoader(), new Class<?>[] {Store.class}, handler);
  }
}
