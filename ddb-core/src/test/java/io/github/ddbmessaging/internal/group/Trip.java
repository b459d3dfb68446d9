package io.github.ddbmessaging.internal.group;

import static io.github.ddbmessaging.internal.run.Answers.canceledAt;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.lastItems;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.write.HeadWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The group g-1 with a title, of Ann, who owns it, and Bob; and what DynamoDB tells of it. */
public final class Trip {
  public static final MemberAccess OWNER = MemberAccess.FROM_BEGINNING.withRole(Role.OWNER);
  public static final MessageGroup TRIP =
      Samples.titled(List.of(Samples.ANN, Samples.BOB)).withAccess(Map.of("ann", OWNER));
  public static final GroupHead HEAD = new GroupHead(TRIP, null, 4, null);
  public static final Message NEWEST = Samples.message(Samples.FIRST, Samples.ANN, "Hi");
  public static final HeadWrites WRITES = new HeadWrites("t");

  private Trip() {}

  public static Map<String, AttributeValue> item(GroupHead head) {
    return Schemas.HEADS.itemToMap(head, true);
  }

  public static Map<String, AttributeValue> item(Message message) {
    return Schemas.MESSAGES.itemToMap(message, true);
  }

  public static GetItemResponse head(GroupHead head) {
    return GetItemResponse.builder().item(item(head)).build();
  }

  public static QueryResponse headAndNewest(GroupHead head, Message newest) {
    return lastItems(List.of(item(head), item(newest)));
  }

  /** The transaction was cancelled because the head is this one. */
  public static TransactionCanceledException refusedBy(GroupHead head) {
    return canceledAt(0, conditionFailed(item(head)));
  }

  /** The trip with Cat, who has that access. */
  public static MessageGroup withCat(MemberAccess access) {
    List<User> members = new ArrayList<>(TRIP.members());
    members.add(Samples.CAT);
    return TRIP.withMembers(members, Map.of("ann", OWNER, "cat", access));
  }

  /** What one of the requests writes. */
  public static List<TransactWriteItem> writes(Script script, int request) {
    return ((TransactWriteItemsRequest) script.requests().get(request)).transactItems();
  }

  public static List<TransactWriteItem> writes(List<Action> actions) {
    return new TransactionPlan(actions).writes();
  }
}
