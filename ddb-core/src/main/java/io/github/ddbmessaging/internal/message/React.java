package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Applied;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Refused;
import io.github.ddbmessaging.internal.write.ReactionWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageDeletedException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UserReactions;
import io.github.ddbmessaging.table.Schemas;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Adds or removes a reaction of a user to a message. Each user has an item of their own. */
public final class React {
  private final StoreSettings settings;
  private final MessageRef ref;
  private final String userId;
  private final String emoji;

  private React(StoreSettings settings, MessageRef ref, String userId, String emoji) {
    this.settings = settings;
    this.ref = ref;
    this.userId = userId;
    this.emoji = emoji;
  }

  public static Operation<UserReactions> add(
      StoreSettings settings, MessageRef ref, String userId, String emoji) {
    return new Operation<>(
        "addReaction", () -> new React(settings, ref, userId, emoji).write(true));
  }

  public static Operation<UserReactions> remove(
      StoreSettings settings, MessageRef ref, String userId, String emoji) {
    return new Operation<>(
        "removeReaction", () -> new React(settings, ref, userId, emoji).write(false));
  }

  private Step<UserReactions> write(boolean add) {
    Validation.messageRef(ref);
    Validation.userId(userId);
    Validation.reaction(emoji);
    Membership.requireSelf(settings, userId, "react as");
    return OpenMessage.findMaybeStale(settings, ref, userId)
        .then(
            found -> {
              if (found.head().group().findMember(userId).isEmpty()) {
                throw Membership.notAMember(userId, ref.groupId());
              }
              if (found.message().isDeleted()) {
                throw new MessageDeletedException(ref);
              }
              SortKey message =
                  settings.legacy().referenceTo(found.message().sortKey(), found.message().id());
              return add ? add(message) : remove(message);
            });
  }

  private Step<UserReactions> add(SortKey message) {
    return update(
        "Adding a reaction to",
        new ReactionWrites(settings.requests().tableName())
            .add(ref.groupId(), message, userId, emoji),
        reactions -> {
          throw new InvalidInputException(
              "User '"
                  + userId
                  + "' has "
                  + Limits.REACTIONS
                  + " different reactions to the message, the most there can be; remove one first");
        });
  }

  private Step<UserReactions> remove(SortKey message) {
    return update(
        "Removing a reaction to",
        new ReactionWrites(settings.requests().tableName())
            .remove(ref.groupId(), message, userId, emoji),
        reactions ->
            reactions.orElseGet(() -> new UserReactions(ref.groupId(), message, userId, Set.of())));
  }

  private Step<UserReactions> update(
      String verb, Action write, Function<Optional<UserReactions>, UserReactions> ifRefused) {
    RequestSettings requests = settings.requests().retryingConflictsUntilTimeout();
    return ConditionalWrite.update(requests, ChangeMessage.describe(verb, ref), write)
        .send()
        .map(
            outcome ->
                outcome instanceof Refused refused
                    ? ifRefused.apply(read(refused.itemOf(Part.REACTIONS)))
                    : read(((Applied) outcome).attributes()).orElseThrow());
  }

  private static Optional<UserReactions> read(Map<String, AttributeValue> item) {
    return item.isEmpty() ? Optional.empty() : Optional.of(Schemas.read(Schemas.REACTIONS, item));
  }
}
