package io.github.ddbmessaging.security;

import static io.github.ddbmessaging.security.SharedTable.ANN;
import static io.github.ddbmessaging.security.SharedTable.ANNS_KEY;
import static io.github.ddbmessaging.security.SharedTable.BOB;
import static io.github.ddbmessaging.security.SharedTable.EVE;
import static io.github.ddbmessaging.security.SharedTable.EVES_KEY;
import static java.util.Map.entry;

import io.github.ddbmessaging.internal.read.CursorCodec;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.PageRequest.Direction;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Keys;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Eve can hand in, by the type of the parameter: all that she has, knows or can make up. */
final class HostileArguments {
  private final Map<Class<?>, List<?>> byType;

  /** Collections, by the type of what is in them. */
  private final Map<Type, List<?>> collections;

  HostileArguments(SharedTable shared) {
    byType =
        Map.ofEntries(
            entry(String.class, ids(shared)),
            entry(int.class, List.of(10)),
            entry(long.class, List.of(0L, 1L)),
            entry(MessageRef.class, refs(shared)),
            entry(PageRequest.class, pageRequests(shared)),
            entry(NewMessage.class, newMessages()),
            entry(MessageGroup.class, groups(shared)),
            entry(NewGroup.class, newGroups()),
            entry(MessageEdit.class, List.of(MessageEdit.ofText("Psst"), MessageEdit.ofText(" "))),
            entry(ChangesToken.class, tokens(shared)),
            entry(
                GroupStateUpdate.class,
                List.of(GroupStateUpdate.begin(), GroupStateUpdate.begin().pin())),
            entry(History.class, List.of(History.values())),
            entry(Role.class, List.of(Role.values())));
    collections =
        Map.of(
            String.class, List.of(ids(shared).subList(0, 6), List.of(), List.of("")),
            User.class, List.of(List.of(EVE), List.of(EVE, ANN, BOB), List.of()));
  }

  /** Every combination of arguments for a method. */
  List<List<Object>> of(Method method) {
    List<List<Object>> combinations = List.of(List.of());
    for (Parameter parameter : method.getParameters()) {
      List<?> pool = pool(parameter);
      if (pool == null) {
        throw new AssertionError(
            method
                + " takes a "
                + parameter.getParameterizedType()
                + ": say here what Eve could hand in");
      }
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> begun : combinations) {
        for (Object argument : pool) {
          List<Object> arguments = new ArrayList<>(begun);
          arguments.add(argument);
          longer.add(arguments);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private @Nullable List<?> pool(Parameter parameter) {
    return parameter.getType() == Collection.class
            && parameter.getParameterizedType() instanceof ParameterizedType collection
        ? collections.get(collection.getActualTypeArguments()[0])
        : byType.get(parameter.getType());
  }

  private static List<String> ids(SharedTable shared) {
    String foreign = shared.foreignTitled.group().id();
    return List.of(
        shared.own.group().id(),
        shared.withAnn.group().id(),
        shared.joined.group().id(),
        foreign,
        shared.foreignDirect.group().id(),
        SharedTable.FOREIGN_OLD,
        "nowhere",
        "eve",
        "ann",
        "bob",
        "",
        Keys.messagePartition(foreign),
        shared.own.group().id() + "#" + foreign);
  }

  /** True refs, and forged ones: hers with a foreign key or group, a row's key, and old keys. */
  private static List<MessageRef> refs(SharedTable shared) {
    MessageRef own = shared.own.message().ref();
    MessageRef foreign = shared.foreignTitled.message().ref();
    SortKey rowKey = Keys.row(foreign.sortKey(), foreign.groupId());
    SortKey oldKey = new SortKey(SharedTable.OLD_TIME);
    return List.of(
        own,
        shared.withAnn.message().ref(),
        shared.joined.message().ref(),
        shared.beforeJoining.ref(),
        foreign,
        shared.foreignDirect.message().ref(),
        new MessageRef(own.groupId(), foreign.sortKey(), foreign.messageId()),
        new MessageRef(foreign.groupId(), own.sortKey(), own.messageId()),
        new MessageRef(foreign.groupId(), rowKey, foreign.messageId()),
        new MessageRef("", foreign.sortKey(), foreign.messageId()),
        new MessageRef(Keys.groupsPartition("ann"), rowKey, foreign.groupId()),
        new MessageRef(SharedTable.FOREIGN_OLD, oldKey, "old-1"),
        // Of a message that may have been migrated, another key is made of the id.
        new MessageRef(own.groupId(), oldKey, foreign.messageId()),
        new MessageRef(own.groupId(), oldKey, "\ud83d"));
  }

  private static List<PageRequest> pageRequests(SharedTable shared) {
    MessageGroup foreign = shared.foreignTitled.group();
    MessageGroup own = shared.own.group();
    String anns = Keys.groupsPartition("ann");
    SortKey annsRow = Keys.row(foreign.newest(), foreign.id());
    Instant past = foreign.createdAt().minusSeconds(3_600);
    Instant future = foreign.createdAt().plusSeconds(3_600);
    List<PageRequest> requests = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      PageRequest all = new PageRequest(direction, 100, null, null, null, null);
      SortKey end = SortKey.of(direction == Direction.NEWEST_FIRST ? future : past, "x");
      requests.add(all);
      requests.add(all.between(past, future));
      // The digest in a cursor is no secret, so she can make one for any partition.
      List<Cursor> cursors =
          List.of(
              CursorCodec.encode(Keys.messagePartition(foreign.id()), all, end.value()),
              CursorCodec.encode(Keys.messagePartition(own.id()), all, foreign.newest().value()),
              CursorCodec.encode(anns, all, annsRow.value()),
              new Cursor("AQ"));
      cursors.forEach(cursor -> requests.add(all.continuedAt(cursor)));
      refs(shared)
          .forEach(
              ref ->
                  requests.add(
                      direction == Direction.NEWEST_FIRST ? all.before(ref) : all.after(ref)));
    }
    return requests;
  }

  /** Hers, and some that she could have got or made. */
  private static List<ChangesToken> tokens(SharedTable shared) {
    return Stream.of(
            shared.own, shared.withAnn, shared.joined, shared.foreignTitled, shared.foreignDirect)
        .map(sent -> shared.token(sent.group().id()))
        .toList();
  }

  private static List<NewMessage> newMessages() {
    List<NewMessage> messages = new ArrayList<>();
    for (String sender : List.of("eve", "ann", "bob", "eve#ann")) {
      messages.add(NewMessage.from(sender, "Psst"));
      messages.add(NewMessage.from(sender, "Psst").withIdempotencyKey(ANNS_KEY));
      messages.add(NewMessage.from(sender, "Psst").withIdempotencyKey(EVES_KEY));
    }
    return messages;
  }

  /** Groups in hand: true ones, stolen ones, and such that were tampered with. */
  private static List<MessageGroup> groups(SharedTable shared) {
    List<MessageGroup> groups = new ArrayList<>();
    groups.add(shared.own.group());
    groups.add(shared.withAnn.group());
    groups.add(shared.joined.group());
    groups.add(shared.joined.group().withAccess(Map.of()));
    groups.add(with(shared.own.group(), List.of(EVE, ANN, BOB)));
    groups.add(with(shared.withAnn.group(), List.of(new User("ann", "I am Bob", "bob"), EVE)));
    for (MessageGroup foreign :
        List.of(shared.foreignTitled.group(), shared.foreignDirect.group())) {
      List<User> andEve = new ArrayList<>(foreign.members());
      andEve.add(EVE);
      groups.add(foreign);
      groups.add(with(foreign, andEve));
      groups.add(with(foreign, List.of(EVE)));
      groups.add(with(foreign, List.of(ANN, BOB, EVE)));
      groups.add(at(foreign, shared.own.group().newest()));
      groups.add(at(with(shared.own.group(), andEve), foreign.newest()));
    }
    return groups;
  }

  private static MessageGroup with(MessageGroup group, List<User> members) {
    return new MessageGroup(
        group.id(), group.newest(), members, group.title(), group.createdAt(), group.version());
  }

  private static MessageGroup at(MessageGroup group, SortKey newest) {
    return new MessageGroup(
        group.id(), newest, group.members(), group.title(), group.createdAt(), group.version());
  }

  private static List<NewGroup> newGroups() {
    return Arrays.asList(
        NewGroup.direct(ANN, BOB),
        NewGroup.direct(EVE, ANN),
        NewGroup.direct(new User("ann\nbob", "Ann", "ann"), EVE),
        NewGroup.titled("Ours", List.of(EVE)),
        NewGroup.titled("Ours", List.of(ANN, BOB)),
        NewGroup.titled("Ours", List.of(ANN, BOB, EVE)),
        NewGroup.titled("Ours", List.of(EVE, EVE)));
  }
}
