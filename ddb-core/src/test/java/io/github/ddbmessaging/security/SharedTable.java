package io.github.ddbmessaging.security;

import static java.util.stream.Collectors.toSet;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.Table;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table in which Eve has groups of her own and one with Ann, and Ann and Bob have some that are
 * none of Eve's business. In those, all content holds {@link #SECRET}.
 */
final class SharedTable {
  static final String SECRET = "s3cr3t";

  /** A group of the original application, which nobody has adopted. */
  static final String FOREIGN_OLD = "old-group";

  static final String OLD_TIME = "2023-05-01T10:00:00+00:00";

  static final String ANNS_KEY = "ann's key";
  static final String EVES_KEY = "eve's key";

  /** As everyone knows them. */
  static final User ANN = new User("ann", "Ann", "ann");

  static final User BOB = new User("bob", "Bob", "bob");
  static final User EVE = new User("eve", "Eve", "eve");

  private static final User SECRET_ANN = new User("ann", SECRET + " Ann", SECRET + ".ann");
  private static final User SECRET_BOB = new User("bob", SECRET + " Bob", SECRET + ".bob");

  final Sent own;
  final Sent withAnn;
  final Sent foreignDirect;
  final Sent foreignTitled;

  /** Eve has joined it later, behind a secret. */
  final Sent joined;

  /** The secret that was there before. */
  final Message beforeJoining;

  private final Table table;

  SharedTable(Table table) {
    this.table = table;
    MessagingStore store =
        MessagingStore.builder().client(table.client()).tableName(table.name()).build();
    own =
        store.createGroup(
            NewGroup.titled("Mine", List.of(EVE)),
            NewMessage.from("eve", "Note").withIdempotencyKey(EVES_KEY));
    withAnn = store.createGroup(NewGroup.direct(ANN, EVE), NewMessage.from("ann", "Hi Eve"));
    foreignDirect = conversation(store, NewGroup.direct(SECRET_ANN, SECRET_BOB));
    foreignTitled = conversation(store, NewGroup.titled(SECRET, List.of(SECRET_ANN, SECRET_BOB)));
    store.addReaction(foreignTitled.message().ref(), "ann", "ann");
    store.markRead("ann", foreignTitled.message().ref(), 0);
    store.updateGroupState(
        "ann",
        foreignTitled.group().id(),
        GroupStateUpdate.begin().pin().withData(Map.of(SECRET, SECRET)));
    store.addMembers(foreignTitled.group().id(), List.of(EVE), History.FROM_BEGINNING);
    store.removeMember(foreignTitled.group().id(), "eve");
    beforeJoining =
        store
            .createGroup(NewGroup.titled("Club", List.of(ANN, BOB)), NewMessage.from("ann", SECRET))
            .message();
    String club = beforeJoining.groupId();
    store.addReaction(beforeJoining.ref(), "bob", SECRET);
    store.addMembers(club, List.of(EVE), History.FROM_JOINING);
    joined = store.createMessage(club, NewMessage.from("ann", "Welcome"));
    new OldApplication(table).converse(FOREIGN_OLD, OLD_TIME, SECRET_ANN, SECRET_BOB, SECRET);
  }

  private static Sent conversation(MessagingStore store, NewGroup group) {
    NewMessage keyed = NewMessage.from("ann", SECRET).withIdempotencyKey(ANNS_KEY);
    MessageGroup made = store.createGroup(group, keyed).group();
    return store.createMessage(made, NewMessage.from("bob", SECRET));
  }

  /** A token of a group, as one of its members has it. */
  ChangesToken token(String groupId) {
    return MessagingStore.builder()
        .client(table.client())
        .tableName(table.name())
        .build()
        .beginChanges(groupId);
  }

  /** Disclosed in the table but what belongs to groups that Eve is in. */
  Set<Map<String, AttributeValue>> foreignItems() {
    List<Map<String, AttributeValue>> items = table.items();
    Set<String> groupsOfEve =
        items.stream()
            .filter(item -> item.get(Attributes.SK).s().equals(Keys.HEAD))
            .map(item -> Schemas.read(Schemas.HEADS, item).group())
            .filter(group -> group.findMember("eve").isPresent())
            .map(MessageGroup::id)
            .collect(toSet());
    // Also once she has left them.
    Stream.of(own, withAnn, joined).map(sent -> sent.group().id()).forEach(groupsOfEve::add);
    return items.stream()
        .filter(item -> !groupsOfEve.contains(groupId(item)) || isOfBeforeJoining(item))
        .filter(item -> !isOwnState(item))
        .collect(toSet());
  }

  private boolean isOfBeforeJoining(Map<String, AttributeValue> item) {
    return item.get(Attributes.PK).s().equals(Keys.messagePartition(beforeJoining.groupId()))
        && item.get(Attributes.SK).s().contains(beforeJoining.id());
  }

  /** What she notes for herself of any group, there or not, is in her own partition. */
  private static boolean isOwnState(Map<String, AttributeValue> item) {
    return item.get(Attributes.PK).s().equals(Keys.groupsPartition("eve"))
        && item.get(Attributes.SK).s().startsWith(Keys.STATES_PREFIX);
  }

  private static String groupId(Map<String, AttributeValue> item) {
    AttributeValue ofRow = item.get(Attributes.GROUP_ID);
    String pk = item.get(Attributes.PK).s();
    String sk = item.get(Attributes.SK).s();
    if (sk.startsWith(Keys.FORMER_PREFIX)) {
      return sk.substring(Keys.FORMER_PREFIX.length());
    }
    return ofRow != null && pk.startsWith(Keys.GROUPS_PREFIX)
        ? ofRow.s()
        : pk.substring(pk.indexOf('#') + 1);
  }
}
