package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.RetrySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings that both stores have. Only client and table name are required. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract sealed class StoreBuilder<B extends StoreBuilder<B>>
    permits MessagingStore.Builder, AsyncMessagingStore.Builder {
  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(3_650);
  private static final Duration DEFAULT_IDEMPOTENCY_WINDOW = Duration.ofDays(1);

  private @Nullable String tableName;
  private InstantSource clock = Clock.systemUTC();
  private Supplier<String> ids = () -> UUID.randomUUID().toString();
  private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
  private int maxTextLength = Limits.DEFAULT_TEXT_LENGTH;
  private RetrySettings retries = RetrySettings.DEFAULT;
  private Duration idempotencyWindow = DEFAULT_IDEMPOTENCY_WINDOW;
  private @Nullable CallListener listener;
  private boolean streamedSends;

  StoreBuilder() {}

  /**
   * The table that holds everything; {@link MessagingTable} makes one.
   *
   * @param name the name or ARN of the table
   * @return this builder
   */
  public B tableName(String name) {
    tableName = requireNonNull(name, "name");
    return self();
  }

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
   * How sends go on after conflicts, throttling inside a transaction and lost answers.
   *
   * @param settings default {@link RetrySettings#DEFAULT}
   * @return this builder
   */
  public B retries(RetrySettings settings) {
    retries = requireNonNull(settings, "settings");
    return self();
  }

  /**
   * How long an idempotency key is remembered.
   *
   * @param window a second to 3,650 days; default one day
   * @return this builder
   * @throws InvalidInputException if it is out of these bounds
   */
  public B idempotencyWindow(Duration window) {
    if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
      throw new InvalidInputException(
          "The idempotency window is " + window + "; it can be a second to 3,650 days");
    }
    idempotencyWindow = window;
    return self();
  }

  /**
   * Who learns what each call did and cost. Without one, DynamoDB is not asked for consumed units.
   *
   * @param callListener called at the end of every call
   * @return this builder
   */
  public B listener(CallListener callListener) {
    listener = requireNonNull(callListener, "callListener");
    return self();
  }

  /**
   * Makes the store send as {@link MessagingStore#streamed()} says, unless it is taken {@link
   * MessagingStore#transactional()}.
   *
   * @return this builder
   */
  public B streamedSends() {
    streamedSends = true;
    return self();
  }

  /**
   * Where the time of new messages comes from.
   *
   * @param source default the system's clock; any {@link Clock} is one
   * @return this builder
   */
  public B clock(InstantSource source) {
    clock = requireNonNull(source, "source");
    return self();
  }

  /**
   * Where the ids of new messages, groups and requests come from.
   *
   * @param source gives each id once, 1 to {@link Limits#ID_BYTES} bytes; default random UUIDs
   * @return this builder
   */
  public B ids(Supplier<String> source) {
    ids = requireNonNull(source, "source");
    return self();
  }

  /**
   * What decides how long to wait between attempts.
   *
   * @param source gives numbers from 0 to below 1; default random ones
   * @return this builder
   */
  public B random(DoubleSupplier source) {
    random = requireNonNull(source, "source");
    return self();
  }

  abstract B self();

  final StoreSettings settings() {
    if (tableName == null) {
      throw new InvalidInputException("The store needs a table: call tableName() on its builder");
    }
    return new StoreSettings(
        tableName,
        clock,
        ids,
        random,
        maxTextLength,
        retries,
        idempotencyWindow,
        listener,
        null,
        false,
        streamedSends);
  }
}
