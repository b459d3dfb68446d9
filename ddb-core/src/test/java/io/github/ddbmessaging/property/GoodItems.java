package io.github.ddbmessaging.property;

import static io.github.ddbmessaging.property.Parsing.SECRET;

import io.github.ddbmessaging.model.FormerMembership;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessageStatus;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.model.UserReactions;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One whole group as the table holds it, with secrets wherever there is content. */
final class GoodItems {
  static final String GROUP_ID = "g-1";
  static final SortKey FIRST = new SortKey("2026-11-21T01:02:03.123456Z#m-1");
  static final SortKey NEWEST = new SortKey("2026-11-21T01:02:04.123456Z#m-2");
  static final User ANN = new User("ann", SECRET + " Ann", SECRET + ".ann");
  static final User BOB = new User("bob", SECRET + " Bob", SECRET + ".bob");
  static final MessageGroup GROUP =
      new MessageGroup(
          GROUP_ID,
          FIRST,
          List.of(ANN, BOB),
          SECRET + " trip",
          FIRST.instant(),
          1,
          0,
          false,
          Map.of(
              "ann",
              MemberAccess.FROM_BEGINNING.withRole(Role.OWNER),
              "bob",
              new MemberAccess(
                  Role.MEMBER,
                  FIRST.instant(),
                  SortKey.of(FIRST.instant().minusSeconds(9), "m-0"))));

  static final Map<String, AttributeValue> MESSAGE =
      Schemas.MESSAGES.itemToMap(new Message(GROUP_ID, NEWEST, "m-2", ANN, SECRET), true);
  static final Map<String, AttributeValue> ROW =
      Schemas.ROWS.itemToMap(
          new MessageGroupRow(
              "ann",
              Keys.row(FIRST, GROUP_ID),
              GROUP_ID,
              SECRET,
              SECRET + " trip",
              BOB,
              false,
              false,
              "bob",
              null,
              null,
              FIRST),
          true);
  static final Map<String, AttributeValue> HEAD =
      Schemas.HEADS.itemToMap(new GroupHead(GROUP, FIRST), true);
  static final Map<String, AttributeValue> MARKER =
      Schemas.MARKERS.itemToMap(
          new IdempotencyMarker(
              GROUP_ID, "key", NEWEST, "1:abc", Instant.ofEpochSecond(1_800_000_000)),
          true);

  static final Map<String, AttributeValue> DELETED =
      Schemas.MESSAGES.itemToMap(
          new Message(GROUP_ID, FIRST, "m-1", ANN, "")
              .with(
                  MessageContent.EMPTY,
                  new MessageStatus(
                      2,
                      NEWEST.instant(),
                      NEWEST.instant(),
                      "ann",
                      Instant.ofEpochSecond(4_000_000_000L))),
          true);
  static final Map<String, AttributeValue> LOG_ENTRY =
      Schemas.LOG.itemToMap(
          new LogEntry(
              GROUP_ID,
              1,
              LogEntry.Change.EDITED,
              new MessageRef(GROUP_ID, FIRST, "m-1"),
              Set.of(),
              1,
              NEWEST,
              "ann",
              NEWEST.instant(),
              Instant.ofEpochSecond(1_800_000_000)),
          true);
  static final Map<String, AttributeValue> REACTIONS =
      Schemas.REACTIONS.itemToMap(new UserReactions(GROUP_ID, FIRST, "ann", Set.of(SECRET)), true);

  static final Map<String, AttributeValue> STATE =
      Schemas.STATES.itemToMap(
          new GroupState(
              "ann",
              GROUP_ID,
              FIRST,
              1,
              NEWEST.instant(),
              NEWEST.instant(),
              FIRST.instant(),
              Map.of(SECRET, SECRET)),
          true);

  static final Map<String, AttributeValue> GROUP_ENTRY =
      Schemas.LOG.itemToMap(
          new LogEntry(
              GROUP_ID,
              2,
              LogEntry.Change.MEMBERS_ADDED,
              null,
              Set.of("bob"),
              0,
              NEWEST,
              null,
              NEWEST.instant(),
              Instant.ofEpochSecond(1_800_000_000)),
          true);
  static final Map<String, AttributeValue> FORMER =
      Schemas.FORMER.itemToMap(new FormerMembership("cat", GROUP_ID, NEWEST.instant()), true);

  static final List<Map<String, AttributeValue>> ALL =
      List.of(
          MESSAGE, ROW, HEAD, MARKER, DELETED, LOG_ENTRY, REACTIONS, STATE, GROUP_ENTRY, FORMER);

  private GoodItems() {}
}
