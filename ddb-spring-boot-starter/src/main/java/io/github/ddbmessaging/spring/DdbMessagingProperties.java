package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.TableSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code ddb.messaging}. A wrong value, and a name that is none of these, ends
 * the start of the application. Immutable.
 *
 * @param enabled Whether there are any beans of ddb-messaging.
 * @param local Whether to use an embedded table of DynamoDB Local, made at the start and gone at
 *     the end. Needs ddb-local-testing on the class path.
 * @param tableName Name or ARN of the table. Required unless the table is local, where it is
 *     "messages" by default.
 * @param sendMode When the rows of lists show a new message: with it, or once the stream has been
 *     processed.
 * @param messageLifetime How long messages live that say nothing of it. For ever by default.
 * @param idempotencyWindow How long an idempotency key is remembered at least.
 * @param maxTextLength Longest text of a message, in code points.
 * @param callTimeout Longest duration of one call of a store, with all its requests and waits.
 * @param groupCache the cache of groups for sends by id
 * @param client the client that is made if there is no bean of it
 * @param table the table
 * @param health the health of the table
 * @param poller what follows the table's stream
 */
@ConfigurationProperties(prefix = DdbMessagingProperties.PREFIX, ignoreUnknownFields = false)
public record DdbMessagingProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("false") boolean local,
    @Nullable String tableName,
    @DefaultValue("transactional") SendMode sendMode,
    @Nullable Duration messageLifetime,
    @DefaultValue("1d") Duration idempotencyWindow,
    @DefaultValue("1024") int maxTextLength,
    @DefaultValue("10s") Duration callTimeout,
    @DefaultValue GroupCacheSettings groupCache,
    @DefaultValue Client client,
    @DefaultValue Table table,
    @DefaultValue Health health,
    @DefaultValue Poller poller) {
  static final String PREFIX = "ddb.messaging";

  private static final String LOCAL_TABLE = "messages";
  private static final Duration DAY = Duration.ofDays(1);
  // DynamoDB's rule for names, and for the ARN of a table.
  private static final Pattern TABLE_NAME =
      Pattern.compile("(arn:[^:]+:dynamodb:[^:]+:[0-9]{12}:table/)?[A-Za-z0-9_.-]{3,255}");

  /** Checks the values. */
  public DdbMessagingProperties {
    if (tableName != null && !tableName.isBlank() && !TABLE_NAME.matcher(tableName).matches()) {
      throw wrong(
          "table-name",
          "is \"" + tableName + "\", which is no name of a table",
          "Use 3 to 255 letters, digits, '_', '-' and '.', or the ARN of a table.");
    }
    if (messageLifetime != null) {
      bounded("message-lifetime", () -> MessagingStore.builder().messageLifetime(messageLifetime));
    }
    bounded(
        "idempotency-window", () -> MessagingStore.builder().idempotencyWindow(idempotencyWindow));
    bounded("max-text-length", () -> MessagingStore.builder().maxTextLength(maxTextLength));
    bounded("call-timeout", () -> RetrySettings.DEFAULT.withCallTimeout(callTimeout));
    if (sendMode == SendMode.STREAMED && !table.stream()) {
      throw wrong(
          "send-mode",
          "is streamed, but ddb.messaging.table.stream is false",
          "Let the table have its stream: without it no list shows a new message.");
    }
  }

  /**
   * The cache of groups for sends by id. It pays off only where most sends into a group come from
   * one instance of the application.
   *
   * @param enabled Whether groups are kept in memory, so that a transactional send by a group's id
   *     need not read the group first. Needs Caffeine on the class path.
   * @param maximumSize How many groups are kept at most.
   * @param expireAfterWrite How long a group is kept after the last send into it.
   */
  public record GroupCacheSettings(
      @DefaultValue("false") boolean enabled,
      @DefaultValue("10000") int maximumSize,
      @DefaultValue("10m") Duration expireAfterWrite) {

    /** Checks the values. */
    public GroupCacheSettings {
      if (maximumSize < 1) {
        throw wrong("group-cache.maximum-size", "is " + maximumSize, "Use 1 or more.");
      }
      if (expireAfterWrite.compareTo(Duration.ofSeconds(1)) < 0) {
        throw wrong("group-cache.expire-after-write", "is " + expireAfterWrite, "Use 1s or more.");
      }
    }
  }

  /**
   * The client that is made if the application has none.
   *
   * @param region AWS Region of the client. What the AWS SDK finds by default.
   * @param endpoint Address of DynamoDB, where it is not AWS's, such as "http://localhost:8000".
   * @param apiCallTimeout Longest duration of one request with the retries of the AWS SDK; 3s by
   *     default.
   * @param apiCallAttemptTimeout Longest duration of one try of a request; 1s by default.
   */
  public record Client(
      @Nullable String region,
      @Nullable URI endpoint,
      @Nullable Duration apiCallTimeout,
      @Nullable Duration apiCallAttemptTimeout) {
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+");

    /** Checks the values. */
    public Client {
      if (region != null && !region.isBlank() && !REGION.matcher(region).matches()) {
        throw wrong(
            "client.region",
            "is \"" + region + "\", which is no Region",
            "Use the code of a Region, such as eu-west-1.");
      }
      if (endpoint != null && !isAddress(endpoint)) {
        throw wrong(
            "client.endpoint",
            "is \"" + endpoint + "\", which is no address",
            "Use one with scheme and host, such as http://localhost:8000.");
      }
      upToADay("client.api-call-timeout", apiCallTimeout);
      upToADay("client.api-call-attempt-timeout", apiCallAttemptTimeout);
      if (apiCallTimeout != null
          && apiCallAttemptTimeout != null
          && apiCallAttemptTimeout.compareTo(apiCallTimeout) > 0) {
        throw wrong(
            "client.api-call-attempt-timeout",
            "is "
                + apiCallAttemptTimeout
                + ", which has no effect beside ddb.messaging.client.api-call-timeout="
                + apiCallTimeout,
            "Let one try be shorter than the request with its retries.");
      }
    }

    Duration callTime() {
      return apiCallTimeout == null ? CALL : apiCallTimeout;
    }

    Duration attemptTime() {
      return apiCallAttemptTimeout == null ? ATTEMPT : apiCallAttemptTimeout;
    }

    /** The first property that is set, or null. */
    @Nullable String firstSet() {
      if (region != null) {
        return "client.region";
      }
      if (endpoint != null) {
        return "client.endpoint";
      }
      if (apiCallTimeout != null) {
        return "client.api-call-timeout";
      }
      return apiCallAttemptTimeout == null ? null : "client.api-call-attempt-timeout";
    }

    private static boolean isAddress(URI endpoint) {
      return endpoint.getHost() != null
          && endpoint.getPort() <= 65_535
          && ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()));
    }
  }

  /**
   * The table.
   *
   * @param onStart What is done about the table when the application starts.
   * @param stream Whether the table has a stream. For "create" and "validate".
   * @param timeToLive Whether DynamoDB deletes what has expired. For "create" and "validate".
   * @param deletionProtection Whether DynamoDB refuses to delete the table. For "create" and
   *     "validate".
   */
  public record Table(
      @DefaultValue("none") TableOnStart onStart,
      @DefaultValue("true") boolean stream,
      @DefaultValue("true") boolean timeToLive,
      @DefaultValue("false") boolean deletionProtection) {

    TableSettings settings() {
      return TableSettings.onDemand()
          .withStream(stream)
          .withTimeToLive(timeToLive)
          .withDeletionProtection(deletionProtection);
    }
  }

  /**
   * The health of the table.
   *
   * @param readiness Whether the application is ready only while the table can be used.
   */
  public record Health(@DefaultValue("true") boolean readiness) {}

  /**
   * What follows the table's stream, for development.
   *
   * @param enabled Whether a thread of the application processes the table's stream. For
   *     development: production uses Lambda or the Kinesis Client Library.
   * @param longestWait How long the poller waits at most while nothing comes.
   */
  public record Poller(
      @DefaultValue("false") boolean enabled, @DefaultValue("1s") Duration longestWait) {

    /** Checks the values. */
    public Poller {
      // Longer than the stream keeps its records, it would lose some.
      upToADay("poller.longest-wait", longestWait);
    }
  }

  /** The name of the table, which must be there. */
  String requiredTableName() {
    if (tableName != null && !tableName.isBlank()) {
      return tableName;
    }
    if (local) {
      return LOCAL_TABLE;
    }
    throw wrong(
        "table-name",
        "is missing",
        "Set it to the name of your table, or set ddb.messaging.local=true for an embedded one.");
  }

  static WrongPropertyException wrong(String name, String problem, String advice) {
    return new WrongPropertyException(PREFIX + "." + name + " " + problem + ".", advice);
  }

  private static void upToADay(String name, @Nullable Duration time) {
    if (time != null && (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(DAY) > 0)) {
      throw wrong(name, "is " + time, "Use 1ms to 1d.");
    }
  }

  /** Lets the library's own check tell the bounds. */
  private static void bounded(String name, Runnable check) {
    try {
      check.run();
    } catch (InvalidInputException e) {
      throw new WrongPropertyException(
          String.format(Locale.ROOT, "%s.%s is out of bounds: %s.", PREFIX, name, e.getMessage()),
          "Use a value within these bounds.",
          e);
    }
  }
}
