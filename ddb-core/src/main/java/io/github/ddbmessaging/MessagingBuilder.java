package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.LegacyGroups;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.legacy.OriginalGroups;
import io.github.ddbmessaging.internal.run.Lines;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SendMode;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * The settings that stores and admins have in common. Only client and table name are required. Not
 * thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract sealed class MessagingBuilder<B extends MessagingBuilder<B>>
    permits StoreBuilder, MessagingAdmin.Builder, AsyncMessagingAdmin.Builder {
  static final LongSupplier NANO_TIME = System::nanoTime;

  /** Times the first delay: longer than any usual request. */
  private static final int LONGEST_GIVE_WAY = 4;

  private @Nullable String tableName;
  private Supplier<String> ids = () -> UUID.randomUUID().toString();
  private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
  private InstantSource clock = Clock.systemUTC();
  private RetrySettings retries = RetrySettings.DEFAULT;
  private @Nullable CallListener listener;
  private ZoneId zoneOfOldKeys = ZoneOffset.UTC;

  MessagingBuilder() {}

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
   * What tells the time: a store gives it to messages, and a check compares newest messages with
   * it.
   *
   * @param source default the system's clock; any {@link Clock} is one
   * @return this builder
   */
  public B clock(InstantSource source) {
    clock = requireNonNull(source, "source");
    return self();
  }

  /**
   * How writes are tried again after conflicts, throttling inside a transaction and lost responses.
   *
   * @param settings default {@link RetrySettings#DEFAULT}
   * @return this builder
   */
  public B retries(RetrySettings settings) {
    retries = requireNonNull(settings, "settings");
    return self();
  }

  /**
   * What is told of the beginning and the end of each call, and what it did and cost: {@link
   * CallListener#atEnd} where only the end counts. Without one, DynamoDB is not asked for consumed
   * units.
   *
   * @param callListener what it throws never changes a call
   * @return this builder
   */
  public B listener(CallListener callListener) {
    listener = requireNonNull(callListener, "callListener");
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

  /**
   * The zone of keys of the original application that name no offset. It counts where old keys are
   * rewritten or judged: by a migration, a projector that rewrites old keys, and a check. Until
   * then, lists show such times as if they were UTC's.
   *
   * @param zone default UTC
   * @return this builder
   */
  public B zoneOfOldKeys(ZoneId zone) {
    zoneOfOldKeys = requireNonNull(zone, "zone");
    return self();
  }

  abstract B self();

  final LegacyGroups legacy() {
    return new OriginalGroups(zoneOfOldKeys);
  }

  final @Nullable CallListener listener() {
    return listener;
  }

  final RequestSettings requests() {
    if (tableName == null) {
      throw new InvalidInputException("A table is missing: call tableName() on the builder");
    }
    return new RequestSettings(
        tableName,
        false,
        false,
        // Without a listener, DynamoDB is not asked for consumed units.
        listener == null ? ReturnConsumedCapacity.NONE : ReturnConsumedCapacity.INDEXES,
        retries,
        random,
        ids,
        clock,
        false);
  }

  final Lines lines() {
    return new Lines(NANO_TIME, random, retries.firstDelay().multipliedBy(LONGEST_GIVE_WAY));
  }

  /** Of an admin, which sends nothing. */
  final StoreSettings adminSettings() {
    return StoreSettings.of(
        requests(),
        new StoreSettings.Messages(
            Limits.DEFAULT_TEXT_LENGTH, Duration.ZERO, SendMode.TRANSACTIONAL, null, null),
        listener,
        legacy());
  }

  static <C> C required(@Nullable C client) {
    if (client == null) {
      throw new InvalidInputException("A client is missing: call client() on the builder");
    }
    return client;
  }
}
