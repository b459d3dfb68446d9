package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.run.Attempts;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Sent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One frozen attempt to send.
 *
 * @param actions what it writes
 * @param message the message that it puts
 * @param seen the group that it depends on, or null if it makes one
 * @param group the group as it is right after
 * @param source where the group that it depends on comes from
 * @param before the attempts of the send before this one
 */
record SendAttempt(
    List<Action> actions,
    Message message,
    @Nullable MessageGroup seen,
    MessageGroup group,
    GroupSource source,
    Attempts before) {

  /** Where the group that an attempt depends on comes from. */
  enum GroupSource {
    /** From the caller, who may have seen it long ago or is about to make it. */
    CALLER,
    /** From the table, read by this send. */
    TABLE
  }

  SendAttempt {
    actions = List.copyOf(actions);
  }

  Sent sent() {
    return new Sent(message, group);
  }

  /** Tells this attempt's transaction from every other on the table. */
  String name() {
    return String.join(
        "\n",
        message.groupId(),
        message.sortKey().value(),
        source.name(),
        Integer.toString(before.number()));
  }
}
