package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.run.CallExceptions;
import io.github.ddbmessaging.internal.upkeep.TableDefinition;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.table.Attributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * The table that a store works on: makes it, looks at it, removes it. For deployments, tools and
 * tests; a service needs none of this while it runs.
 *
 * <p>Every method throws {@link DynamoDbFailureException} if DynamoDB refuses or can't be reached.
 * Immutable and safe for use by many threads; the client stays the caller's.
 */
public final class MessagingTable {
  private static final Duration WAIT_BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final DynamoDbClient client;
  private final String tableName;

  private MessagingTable(DynamoDbClient client, String tableName) {
    this.client = requireNonNull(client, "client");
    this.tableName = requireNonNull(tableName, "tableName");
  }

  /**
   * Names a table, which may or may not exist.
   *
   * @param client any client; stays the caller's
   * @param tableName the table's name
   * @return the table
   */
  public static MessagingTable of(DynamoDbClient client, String tableName) {
    return new MessagingTable(client, tableName);
  }

  /**
   * Creates the table and waits until it is active: {@code CreateTable}, {@code DescribeTable} once
   * a second, and {@code UpdateTimeToLive} if time to live is to be on. If the call is cut short
   * before the last, {@link #check} says so and {@link #enableTimeToLive} makes up for it.
   *
   * @param settings what the table is to be
   * @throws DynamoDbFailureException also if a table of that name exists; {@link #check} tells
   *     whether it fits
   */
  public void create(TableSettings settings) {
    requireNonNull(settings, "settings");
    call("CreateTable", () -> client.createTable(TableDefinition.toCreate(tableName, settings)));
    waitUntilActive(Duration.ofMinutes(5));
    if (settings.timeToLive()) {
      enableTimeToLive();
    }
  }

  /**
   * Turns time to live on, so that DynamoDB deletes expired idempotency markers at no cost.
   *
   * @throws DynamoDbFailureException also if it is on already, or was changed within the last hour
   */
  public void enableTimeToLive() {
    call(
        "UpdateTimeToLive",
        () ->
            client.updateTimeToLive(
                update ->
                    update
                        .tableName(tableName)
                        .timeToLiveSpecification(
                            ttl -> ttl.enabled(true).attributeName(Attributes.EXPIRES_AT))));
  }

  /**
   * Waits until the table is active, looking once a second with {@code DescribeTable}.
   *
   * @param atMost how long to wait, a second or more
   * @throws DynamoDbFailureException also if the time is over
   * @throws InvalidInputException if it is less than a second
   */
  public void waitUntilActive(Duration atMost) {
    if (atMost.compareTo(WAIT_BETWEEN_LOOKS) < 0) {
      throw new InvalidInputException(
          "The time to wait is " + atMost + "; at least PT1S is needed");
    }
    try (DynamoDbWaiter waiter = waiter(atMost)) {
      call("DescribeTable", () -> waiter.waitUntilTableExists(look -> look.tableName(tableName)));
    }
  }

  /**
   * Describes the table with one {@code DescribeTable}: status, size, stream and more.
   *
   * @return the description, or empty if there is no such table
   */
  public Optional<TableDescription> describe() {
    return call(
        "DescribeTable",
        () -> {
          try {
            return Optional.of(client.describeTable(look -> look.tableName(tableName)).table());
          } catch (ResourceNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /**
   * Finds the table's stream with one {@code DescribeTable}.
   *
   * @return the ARN of its latest stream, or empty if it has none
   */
  public Optional<String> streamArn() {
    return describe().map(TableDescription::latestStreamArn);
  }

  /**
   * Holds the table against what it should be: {@code DescribeTable} and {@code
   * DescribeTimeToLive}. More than was asked for is no misfit.
   *
   * @param expected what the table should be
   * @return what does not fit, one sentence each; empty if it all fits
   */
  public List<String> check(TableSettings expected) {
    Optional<TableDescription> table = describe();
    if (table.isEmpty()) {
      return List.of("There is no table " + tableName + ".");
    }
    return TableDefinition.misfits(
        table.get(),
        call("DescribeTimeToLive", () -> client.describeTimeToLive(d -> d.tableName(tableName)))
            .timeToLiveDescription(),
        expected);
  }

  /**
   * Deletes the table with all that is in it, and waits until it is gone: {@code DeleteTable}, and
   * {@code DescribeTable} once a second.
   *
   * @throws DynamoDbFailureException also if there is no such table, or it is protected
   */
  public void delete() {
    call("DeleteTable", () -> client.deleteTable(delete -> delete.tableName(tableName)));
    try (DynamoDbWaiter waiter = waiter(Duration.ofMinutes(5))) {
      call(
          "DescribeTable", () -> waiter.waitUntilTableNotExists(look -> look.tableName(tableName)));
    }
  }

  private DynamoDbWaiter waiter(Duration atMost) {
    return DynamoDbWaiter.builder()
        .client(client)
        .overrideConfiguration(
            wait ->
                wait.backoffStrategyV2(BackoffStrategy.fixedDelay(WAIT_BETWEEN_LOOKS))
                    .waitTimeout(atMost)
                    .maxAttempts((int) atMost.toSeconds() + 1))
        .build();
  }

  private <T> T call(String request, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw CallExceptions.ofTable(request, tableName, e);
    }
  }
}
