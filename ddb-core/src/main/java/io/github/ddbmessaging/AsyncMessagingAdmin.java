package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.legacy.AdoptGroup;
import io.github.ddbmessaging.internal.legacy.MigrateTable;
import io.github.ddbmessaging.internal.run.AsyncRunner;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.PagePublisher;
import io.github.ddbmessaging.internal.upkeep.CheckTable;
import io.github.ddbmessaging.internal.upkeep.RebuildRows;
import io.github.ddbmessaging.internal.upkeep.RenameUser;
import io.github.ddbmessaging.model.CheckReport;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.RenameReport;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * {@link MessagingAdmin} with futures and publishers, over an asynchronous client. A page of the
 * table is read and processed when a subscriber asks for its report; each subscriber starts its own
 * run.
 *
 * <p>Immutable and safe for use by many threads. It holds no state, no thread and no connection of
 * its own: the client stays the caller's, who closes it.
 */
public final class AsyncMessagingAdmin {
  private final AsyncRunner runner;
  private final StoreSettings settings;

  private AsyncMessagingAdmin(AsyncRunner runner, StoreSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  /**
   * Begins an admin.
   *
   * @return a builder with default settings
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Holds the table to the promises of this library, as {@link MessagingAdmin#check} does.
   *
   * @param scan how large the pages are, and where to begin
   * @return a publisher of a report per page
   */
  public Flow.Publisher<CheckReport> check(TableScan scan) {
    return pages(scan, page -> CheckTable.onPage(settings, page), CheckReport::position);
  }

  /**
   * Rewrites group rows from the messages, as {@link MessagingAdmin#rebuild} does.
   *
   * @param scan how large the pages are, and where to begin
   * @return a publisher of a report per page
   */
  public Flow.Publisher<RebuildReport> rebuild(TableScan scan) {
    return pages(scan, page -> RebuildRows.onPage(settings, page), RebuildReport::position);
  }

  /**
   * Gives a user the names that they have today, as {@link MessagingAdmin#renameUser} does.
   *
   * @param user the user, with the new names
   * @param scope whether messages get the names, too
   * @param pages how many rows or messages a page has, and where to begin
   * @return a publisher of a report per page
   */
  public Flow.Publisher<RenameReport> renameUser(User user, RenameScope scope, TableScan pages) {
    return pages(
        pages, page -> RenameUser.onPage(settings, user, scope, page), RenameReport::position);
  }

  /**
   * Adopts a group of the original application, as {@link MessagingAdmin#adoptGroup} does.
   *
   * @param groupId which group
   * @param members who is in it, besides those whom its rows name
   * @return a future of the group
   */
  public CompletableFuture<MessageGroup> adoptGroup(String groupId, List<User> members) {
    return run(AdoptGroup.byName(settings, groupId, members));
  }

  /**
   * Brings a table of the original application to the layout of this library, as {@link
   * MessagingAdmin#migrate} does.
   *
   * @param scan how large the pages are, and where to begin
   * @return a publisher of a report per page
   */
  public Flow.Publisher<MigrationReport> migrate(TableScan scan) {
    return pages(scan, page -> MigrateTable.onPage(settings, page), MigrationReport::position);
  }

  /**
   * Tells what {@link #migrate} would do, and writes nothing.
   *
   * @param scan how large the pages are, and where to begin
   * @return a publisher of a report per page
   */
  public Flow.Publisher<MigrationReport> previewMigration(TableScan scan) {
    return pages(
        scan, page -> MigrateTable.previewOfPage(settings, page), MigrationReport::position);
  }

  private <R> Flow.Publisher<R> pages(
      TableScan scan,
      Function<TableScan, Operation<R>> operation,
      Function<R, Optional<String>> position) {
    return new PagePublisher<>(
        requireNonNull(scan, "scan"),
        page -> run(operation.apply(page)),
        (page, report) -> position.apply(report).map(page::resumedAt));
  }

  private <T> CompletableFuture<T> run(Operation<T> operation) {
    return runner.run(operation, settings.calls());
  }

  /** Builds an admin. */
  public static final class Builder extends MessagingBuilder<Builder> {
    private @Nullable DynamoDbAsyncClient client;

    private Builder() {}

    /**
     * The client that makes the requests. It stays the caller's.
     *
     * @param dynamoDb any client
     * @return this builder
     */
    public Builder client(DynamoDbAsyncClient dynamoDb) {
      client = requireNonNull(dynamoDb, "dynamoDb");
      return this;
    }

    /**
     * The admin.
     *
     * @return an admin with these settings
     * @throws InvalidInputException if client or table name are missing
     */
    public AsyncMessagingAdmin build() {
      return new AsyncMessagingAdmin(
          new AsyncRunner(required(client), NANO_TIME, lines()), adminSettings());
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
