package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.legacy.AdoptGroup;
import io.github.ddbmessaging.internal.legacy.MigrateTable;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Pages;
import io.github.ddbmessaging.internal.run.SyncRunner;
import io.github.ddbmessaging.internal.upkeep.CheckTable;
import io.github.ddbmessaging.internal.upkeep.RebuildRows;
import io.github.ddbmessaging.internal.upkeep.RenameUser;
import io.github.ddbmessaging.model.CheckReport;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.RenameReport;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What an operator does to a messaging table: check it, rebuild the lists of its users, bring it
 * over from the original application. It acts for nobody and works on all groups.
 *
 * <p>Work on the whole table comes as reports, one for each page of the table. A page is read and
 * processed when the report is iterated to, so nothing happens before that. To stop, stop
 * iterating; to resume later, keep the last report's position:
 *
 * <pre>{@code
 * MessagingAdmin admin = MessagingAdmin.builder().client(dynamoDb).tableName("messages").build();
 * for (RebuildReport report : admin.rebuild(TableScan.withPageSize(500))) {
 *   report.problems().forEach(problem -> log.warn(problem.getMessage()));
 *   save(report.position()); // for TableScan.withPageSize(500).resumedAt(position)
 * }
 * }</pre>
 *
 * <p>All of it can run beside live traffic, be stopped after any page, and be run again. Iterating
 * throws {@link InvalidInputException} for a page size or position that can't be, {@link
 * DynamoDbFailureException} if DynamoDB refuses or can't be reached, and {@link
 * RetriesExhaustedException} if it throttles too long; what concerns single items or groups is in
 * the reports.
 *
 * <p>Immutable and safe for use by many threads; an iterator is used by one. It holds no state, no
 * thread and no connection of its own: the client stays the caller's, who closes it.
 */
public final class MessagingAdmin {
  private final SyncRunner runner;
  private final StoreSettings settings;

  private MessagingAdmin(SyncRunner runner, StoreSettings settings) {
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
   * Holds the table to the promises of this library, and changes nothing. Per page one {@code Scan}
   * and a {@code BatchGetItem} per 100 groups that have a row or message in it; per group a {@code
   * GetItem} of the head, a {@code Query} of the newest message and a {@code BatchGetItem} of the
   * rows; per idempotency marker a {@code BatchGetItem} of marker and message. All are strongly
   * consistent: 3 read units per group, 1 per row and 2 per marker besides those of the scan. What
   * looks wrong is read again until two looks agree, so that live traffic is not taken for damage.
   * What a user has noted of a group that is not there is told of only if it says how far they have
   * read or hidden the group: a group may be muted and pinned before its first message.
   *
   * @param scan how large the pages are, and where to begin
   * @return a report per page, with what is wrong and what to do about it
   */
  public Iterable<CheckReport> check(TableScan scan) {
    return pages(scan, page -> CheckTable.onPage(settings, page), CheckReport::position);
  }

  /**
   * Rewrites group rows from the messages, and removes rows at wrong keys. Use it when stream
   * records were lost. Per page one strongly consistent {@code Scan} and one {@code BatchGetItem}
   * per 100 groups whose rows were read; per group a {@code Query} and a {@code TransactWriteItems}
   * of 4 write units and 2 per member, 2 units more if the newest message is gone; per row at a
   * wrong key a transaction of 4. What users have noted of groups that are gone is removed if it
   * says how far they have read or hidden them, at a {@code GetItem}, a {@code Query} of their list
   * and a transaction of 4; what only mutes or pins stays, since the first message may be to come.
   *
   * @param scan how large the pages are, and where to begin
   * @return a report per page, with what was done
   */
  public Iterable<RebuildReport> rebuild(TableScan scan) {
    return pages(scan, page -> RebuildRows.onPage(settings, page), RebuildReport::position);
  }

  /**
   * Gives a user the names that they have today, in all their groups, one page for each report that
   * is iterated to: in the member list, so in what is sent from then on, and in the rows that show
   * the user. A group in which they have these names already is left alone, so that a renaming can
   * be repeated or resumed. Per page one strongly consistent {@code Query} of the user's list; per
   * group one of the head and its newest message and a {@code TransactWriteItems} of 4 write units
   * and 2 per row that shows the user.
   *
   * <p>With {@link RenameScope#GROUPS_AND_MESSAGES} a page is of one group: it also reads so many
   * of the group's messages as the page is large, with one {@code Query}, and writes one {@code
   * UpdateItem} for each that the user wrote, 1 write unit per KB. Groups that the user has left
   * come last. A stream tells of such messages as edited, with the same revision and content.
   *
   * @param user the user, with the new names
   * @param scope whether messages get the names, too
   * @param pages how many rows or messages a page has, and where to begin
   * @return a report per page, with what was done
   */
  public Iterable<RenameReport> renameUser(User user, RenameScope scope, TableScan pages) {
    return pages(
        pages, page -> RenameUser.onPage(settings, user, scope, page), RenameReport::position);
  }

  /**
   * Adopts a group of the original application: gives it a head and each member one row in place of
   * all that they have. Needed only where the group's first send or stream record can't find out
   * who is in it: a group of three or more in a table without {@link TableSettings#GROUP_INDEX}, or
   * one whose rows were lost.
   *
   * <p>One {@code GetItem} of the head; if there is none, a {@code Query} of the index, one for
   * each MB of each member's list, two of the messages, and one {@code TransactWriteItems} of 4
   * write units, 2 per member and 2 per old row; where it would have more than 100 actions, others
   * before it remove doubled rows. Of two who adopt a group at once only one does. A group of this
   * library that lost its head takes two {@code Query} more, another if its newest message is
   * deleted, and a {@code GetItem} for each user whom only rows of others name: whoever has left it
   * is in it only if they are named here.
   *
   * @param groupId which group
   * @param members who is in it, besides those whom its rows name; their names are taken from here
   * @return the group, as it was if it has been adopted before
   * @throws GroupNotFoundException if there is no row of it, and no message or nobody named
   * @throws InvalidInputException if more than {@link Limits#MEMBERS} are named, before any request
   * @throws DamagedItemException if its rows name more than that
   * @throws RetriesExhaustedException if throttling or lost responses won every time
   */
  public MessageGroup adoptGroup(String groupId, List<User> members) {
    return run(AdoptGroup.byName(settings, groupId, members));
  }

  /**
   * Brings a table of the original application to the layout of this library: adopts its groups,
   * rewrites the keys of its messages to UTC and their ids, and removes its rows. Per page one
   * strongly consistent {@code Scan}, a {@code BatchGetItem} per 100 groups, and what {@link
   * #adoptGroup} needs; per message one {@code TransactWriteItems} of 4 write units per KB, and 2
   * more and 2 to 4 per member if its group shows it. Where members joined later, above the new
   * place of a message that moves back, a {@code Query} for each place, and 2 write units per such
   * member.
   *
   * @param scan how large the pages are, and where to begin
   * @return a report per page, with what was done
   */
  public Iterable<MigrationReport> migrate(TableScan scan) {
    return pages(scan, page -> MigrateTable.onPage(settings, page), MigrationReport::position);
  }

  /**
   * Tells what {@link #migrate} would do, and writes nothing. Per page one strongly consistent
   * {@code Scan} and a {@code BatchGetItem} per 100 groups.
   *
   * @param scan how large the pages are, and where to begin
   * @return a report per page, with what there is to do
   */
  public Iterable<MigrationReport> previewMigration(TableScan scan) {
    return pages(
        scan, page -> MigrateTable.previewOfPage(settings, page), MigrationReport::position);
  }

  private <R> Iterable<R> pages(
      TableScan scan,
      Function<TableScan, Operation<R>> operation,
      Function<R, Optional<String>> position) {
    return Pages.from(
        requireNonNull(scan, "scan"),
        page -> run(operation.apply(page)),
        (page, report) -> position.apply(report).map(page::resumedAt));
  }

  private <T> T run(Operation<T> operation) {
    return runner.run(operation, settings.calls());
  }

  /** Builds an admin. */
  public static final class Builder extends MessagingBuilder<Builder> {
    private @Nullable DynamoDbClient client;

    private Builder() {}

    /**
     * The client that makes the requests. It stays the caller's.
     *
     * @param dynamoDb any client
     * @return this builder
     */
    public Builder client(DynamoDbClient dynamoDb) {
      client = requireNonNull(dynamoDb, "dynamoDb");
      return this;
    }

    /**
     * The admin.
     *
     * @return an admin with these settings
     * @throws InvalidInputException if client or table name are missing
     */
    public MessagingAdmin build() {
      return new MessagingAdmin(
          new SyncRunner(required(client), NANO_TIME, lines()), adminSettings());
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
