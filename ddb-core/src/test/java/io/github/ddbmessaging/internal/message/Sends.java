package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.internal.access.SampleSettings.NEXT_KEY;
import static io.github.ddbmessaging.internal.access.SampleSettings.NOW;
import static io.github.ddbmessaging.internal.run.Answers.canceled;
import static io.github.ddbmessaging.internal.run.Answers.canceledAt;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.reason;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.write.GroupWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Sends of Ann into the group of Ann and Bob: what they write, and what DynamoDB responds. */
public final class Sends {
  public static final MessageGroup SEEN = Samples.direct();
  public static final NewMessage HI = NewMessage.from("ann", "Hi");
  public static final NewMessage KEYED = HI.withIdempotencyKey("order-17");

  /** What comes of {@link #HI}. */
  public static final Message OWN = Samples.message(new SortKey(NEXT_KEY), Samples.ANN, "Hi");

  public static final GroupWrites WRITES = new GroupWrites("t");

  static final CancellationReason NONE = reason("None");

  private Sends() {}

  /** The transaction was cancelled because the head is this one. */
  public static TransactionCanceledException headIs(MessageGroup head) {
    return canceledAt(0, headMet(head));
  }

  /** The transaction was cancelled because the key stands for this message; of the head is told. */
  static TransactionCanceledException markerIs(
      Message first, @Nullable String hash, CancellationReason ofHead) {
    IdempotencyMarker marker =
        new IdempotencyMarker(
            "g-1", "order-17", first.sortKey(), hash, NOW.plus(Duration.ofHours(1)));
    // After the head come two rows deleted, two put, and the message.
    return canceled(
        ofHead,
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        conditionFailed(Schemas.MARKERS.itemToMap(marker, true)));
  }

  static CancellationReason headMet(MessageGroup head) {
    return conditionFailed(Schemas.HEADS.itemToMap(new GroupHead(head, null), true));
  }

  /** What a send into a group writes. */
  public static List<TransactWriteItem> moved(MessageGroup seen, Message message) {
    return withMessage(WRITES.move(seen, message), message, seen.messages() + 1);
  }

  /** What making a group writes. */
  public static List<TransactWriteItem> made(MessageGroup group, Message message) {
    return withMessage(WRITES.make(group, message), message, 1);
  }

  /** What one of the requests writes. */
  public static List<TransactWriteItem> writes(Script script, int request) {
    return ((TransactWriteItemsRequest) script.requests().get(request)).transactItems();
  }

  /** The item of a message that was sent transactionally. */
  static Map<String, AttributeValue> numbered(Message message, long number) {
    Map<String, AttributeValue> item = new HashMap<>(Schemas.MESSAGES.itemToMap(message, true));
    item.put(Attributes.NUMBER, AttributeValue.fromN(Long.toString(number)));
    return item;
  }

  private static List<TransactWriteItem> withMessage(
      List<Action> ofGroup, Message message, long number) {
    List<Action> actions = new ArrayList<>(ofGroup);
    actions.add(WRITES.putMessage(numbered(message, number)));
    return new TransactionPlan(actions).writes();
  }
}
