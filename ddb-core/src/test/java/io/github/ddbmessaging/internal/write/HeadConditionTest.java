package io.github.ddbmessaging.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class HeadConditionTest {
  private static final String FIRST = "2026-11-21T01:02:03.123456Z#m-1";
  private static final String NEWEST_AND_MEMBERS = "#newest = :seen AND #members = :members";
  private static final String DIRECT_AS_IT_LOOKS =
      " AND (attribute_not_exists(#direct) OR #direct = :direct)";
  private static final String NO_ACCESS = " AND attribute_not_exists(#access)";
  private static final AttributeValue ANN = user("ann", "Ann A.", "ann.a");
  private static final AttributeValue BOB = user("bob", "Bob B.", "bob.b");

  @Test
  void asSeen_whenGroupIsDirect_comparesNewestAndMembersAndThatThereIsNoTitle() {
    assertThat(HeadCondition.asSeen(Samples.direct()).build())
        .isEqualTo(
            new Condition(
                NEWEST_AND_MEMBERS
                    + " AND attribute_not_exists(#title)"
                    + DIRECT_AS_IT_LOOKS
                    + NO_ACCESS,
                Map.of(
                    "#newest", "newest_sk",
                    "#members", "members",
                    "#title", "title",
                    "#direct", "direct",
                    "#access", "access"),
                Map.of(
                    ":seen", fromS(FIRST),
                    ":members", fromL(List.of(ANN, BOB)),
                    ":direct", fromBool(true))));
  }

  @Test
  void asSeen_whenGroupHasATitle_comparesItToo() {
    Condition condition = HeadCondition.asSeen(Samples.titled(List.of(Samples.ANN))).build();

    assertThat(condition.expression())
        .isEqualTo(NEWEST_AND_MEMBERS + " AND #title = :title" + DIRECT_AS_IT_LOOKS + NO_ACCESS);
    assertThat(condition.values())
        .containsEntry(":members", fromL(List.of(ANN)))
        .containsEntry(":title", fromS("Trip"))
        .containsEntry(":direct", fromBool(false));
  }

  @Test
  void asSeen_whenSomeAreNotAsMostAre_comparesTheirAccess() {
    MessageGroup group = Samples.titled(List.of(Samples.ANN, Samples.BOB));
    MemberAccess later = new MemberAccess(Role.OWNER, Samples.MADE_AT, Samples.FIRST);

    Condition condition =
        HeadCondition.asSeen(group.withMembers(group.members(), Map.of("bob", later))).build();

    assertThat(condition.expression()).endsWith(" AND #access = :access");
    assertThat(condition.values())
        .containsEntry(
            ":access",
            fromM(
                Map.of(
                    "bob",
                    fromM(
                        Map.of(
                            "role", fromS("owner"),
                            "joined_at", fromS("2026-11-21T01:02:03.123456Z"),
                            "visible_from", fromS(FIRST))))));
  }

  @Test
  void asSeen_whenTheHeadSaysOtherwiseThanItLooks_acceptsNoHeadThatDoesNotSayIt() {
    MessageGroup group = Samples.direct();

    Condition condition =
        HeadCondition.asSeen(group.withMembers(group.members(), Map.of())).build();

    assertThat(condition.expression()).contains(" AND #direct = :direct AND ");
    assertThat(condition.values()).containsEntry(":direct", fromBool(false));
  }

  @Test
  void asSeen_ofAHead_comparesTheRemovedMessageToo() {
    SortKey removed = SortKey.of(Samples.MADE_AT, "m-0");
    MessageGroup seen = Samples.direct();

    Condition ifNone = HeadCondition.asSeen(new GroupHead(seen, null)).build();
    Condition ifOne = HeadCondition.asSeen(new GroupHead(seen, removed)).build();

    assertThat(ifNone.expression()).endsWith(" AND attribute_not_exists(#removed)");
    assertThat(ifOne.expression()).endsWith(" AND #removed = :removed");
    assertThat(ifOne.names()).isEqualTo(ifNone.names()).containsEntry("#removed", "removed_sk");
    assertThat(ifOne.values()).containsEntry(":removed", fromS(removed.value()));
  }

  @Test
  void andVersion_comparesTheVersionToo() {
    MessageGroup seen = Samples.direct();

    Condition condition = HeadCondition.asSeen(seen).andVersion(seen).build();

    assertThat(condition.expression()).endsWith(" AND #version = :version");
    assertThat(condition.names()).containsEntry("#version", "version");
    assertThat(condition.values()).containsEntry(":version", fromN("1"));
  }

  private static AttributeValue user(String id, String displayName, String handle) {
    return fromM(
        Map.of(
            "user_uuid", fromS(id),
            "user_display_name", fromS(displayName),
            "user_handle", fromS(handle)));
  }
}
