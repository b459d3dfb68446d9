package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.model.GroupCache;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.SendMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings that both stores have. Only client and table name are required. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract sealed class StoreBuilder<B extends StoreBuilder<B>> extends MessagingBuilder<B>
    permits MessagingStore.Builder, AsyncMessagingStore.Builder {
  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(5);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(3_650);
  private static final Duration DEFAULT_IDEMPOTENCY_WINDOW = Duration.ofDays(1);

  private int maxTextLength = Limits.DEFAULT_TEXT_LENGTH;
  private Duration idempotencyWindow = DEFAULT_IDEMPOTENCY_WINDOW;
  private SendMode sendMode = SendMode.TRANSACTIONAL;
  private @Nullable Duration lifetime;
  private @Nullable GroupCache groupCache;

  StoreBuilder() {}

  /**
   * The longest text of a message.
   *
   * @param codePoints 1 to {@link Limits#ITEM_BYTES}; the message's item must fit all the same.
   *     Default {@link Limits#DEFAULT_TEXT_LENGTH}
   * @return this builder
   * @throws InvalidInputException if the length is out of these bounds
   */
  public B maxTextLength(int codePoints) {
    if (codePoints < 1 || codePoints > Limits.ITEM_BYTES) {
      throw new InvalidInputException(
          "maxTextLength is " + codePoints + "; it can be 1 to " + Limits.ITEM_BYTES);
    }
    maxTextLength = codePoints;
    return self();
  }

  /**
   * How long an idempotency key is remembered at least, if no sender's clock is more than 2 days
   * behind. Only DynamoDB's time to live ends it: no clock is asked whether a key still counts.
   *
   * @param window 5 minutes to 3,650 days; default one day
   * @return this builder
   * @throws InvalidInputException if it is out of these bounds
   */
  public B idempotencyWindow(Duration window) {
    if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
      throw new InvalidInputException(
          "The idempotency window is " + window + "; it can be 5 minutes to 3,650 days");
    }
    idempotencyWindow = window;
    return self();
  }

  /**
   * When rows show a new message, unless the store is taken {@link MessagingStore#withSendMode}.
   *
   * @param mode default {@link SendMode#TRANSACTIONAL}
   * @return this builder
   */
  public B sendMode(SendMode mode) {
    sendMode = requireNonNull(mode, "mode");
    return self();
  }

  /**
   * How long messages live, unless one says so itself. An expired message is in no listing, no row
   * and is not found; DynamoDB's time to live removes its item later. Old messages stay as they
   * were.
   *
   * @param time {@link Limits#SHORTEST_LIFETIME} to {@link Limits#LONGEST_LIFETIME}; default for
   *     ever
   * @return this builder
   * @throws InvalidInputException if it is out of these bounds
   */
  public B messageLifetime(Duration time) {
    Validation.lifetime(time);
    lifetime = time;
    return self();
  }

  /**
   * What keeps groups, so that a transactional send by a group's id is one request in place of two.
   * {@link GroupCache} says when that pays off.
   *
   * @param cache default none
   * @return this builder
   */
  public B groupCache(GroupCache cache) {
    groupCache = requireNonNull(cache, "cache");
    return self();
  }

  final StoreSettings settings() {
    return StoreSettings.of(
        requests(),
        new StoreSettings.Messages(
            maxTextLength, idempotencyWindow, sendMode, lifetime, groupCache),
        listener(),
        legacy());
  }
}
