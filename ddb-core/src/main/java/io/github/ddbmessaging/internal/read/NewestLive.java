package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Finds the newest message of a group that is neither deleted nor expired. */
public final class NewestLive {
  /** How many messages are read at once where the newest is deleted or expired. */
  private static final int AFTER_DEAD = 500;

  /** How many such reads are made: a row shows nothing where all of these are. */
  private static final int MOST_READS = 40;

  private final RequestSettings settings;
  private final QueryRange messages;
  private final Instant now;

  private NewestLive(RequestSettings settings, String groupId) {
    this.settings = settings;
    this.messages = QueryRange.ofNewestMessages(groupId);
    this.now = settings.now();
  }

  public static Step<Optional<Message>> message(RequestSettings settings, String groupId) {
    return item(settings, groupId)
        .map(item -> item.map(found -> Schemas.read(Schemas.MESSAGES, found)));
  }

  public static Step<Optional<Map<String, AttributeValue>>> item(
      RequestSettings settings, String groupId) {
    return new NewestLive(settings, groupId).find(null, 0);
  }

  /** The newest one below a key. */
  public static Step<Optional<Message>> below(
      RequestSettings settings, String groupId, SortKey key) {
    return new NewestLive(settings, groupId)
        .find(ItemKey.message(groupId, key).attributes(), 0)
        .map(item -> item.map(found -> Schemas.read(Schemas.MESSAGES, found)));
  }

  private Step<Optional<Map<String, AttributeValue>>> find(
      @Nullable Map<String, AttributeValue> startKey, int reads) {
    boolean newest = reads == 0 && startKey == null;
    return messages
        .query(settings, reads == 0 ? 1 : AFTER_DEAD, startKey)
        .then(
            response -> {
              Optional<Map<String, AttributeValue>> live =
                  response.items().stream().filter(item -> isLive(item, newest)).findFirst();
              return live.isPresent() || !response.hasLastEvaluatedKey() || reads == MOST_READS
                  ? new Step.Done<>(live)
                  : find(response.lastEvaluatedKey(), reads + 1);
            });
  }

  /** What can't be understood must not keep the message above it from being deleted. */
  private boolean isLive(Map<String, AttributeValue> item, boolean newest) {
    try {
      return Schemas.read(Schemas.MESSAGES, item).isLive(now);
    } catch (DamagedItemException e) {
      if (newest) {
        throw e;
      }
      return false;
    }
  }
}
