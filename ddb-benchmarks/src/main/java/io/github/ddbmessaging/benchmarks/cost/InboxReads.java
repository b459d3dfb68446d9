package io.github.ddbmessaging.benchmarks.cost;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.contender.Samples;
import io.github.ddbmessaging.benchmarks.contender.Source;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Table;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.meter.Meter;
import java.time.Instant;
import java.util.List;

/**
 * What a page of a user's inbox reads besides the rows: all states by one query, as the library
 * does, or those of the page by a batch, at half a unit each.
 */
public final class InboxReads {
  private static final int BYTES = 200;
  private static final double UNITS_OF_AN_ITEM = 0.5;
  private static final GroupStateUpdate MUTED =
      GroupStateUpdate.begin().muteUntil(Instant.parse("2027-01-01T00:00:00Z"));

  /**
   * Units of a page.
   *
   * @param rows what the rows take
   * @param states what all states take
   */
  public record Units(double rows, double states) {}

  private InboxReads() {}

  /**
   * Measures users in so many groups, each with a state, and pages of so many.
   *
   * @param groups in how many groups the users are
   * @param pages the limits of the pages
   * @return a Markdown table
   */
  public static String table(List<Integer> groups, List<Integer> pages) {
    Table table =
        new Table(
            List.of(
                "groups", "page", "the rows", "all states by Query", "the page's by BatchGetItem"));
    for (int count : groups) {
      for (int page : pages.stream().filter(limit -> limit <= count).toList()) {
        Units units = units(count, page);
        table.row(
            Numbers.of(count),
            Numbers.of(page),
            Numbers.units(units.rows()),
            Numbers.units(units.states()),
            Numbers.units(page * UNITS_OF_AN_ITEM));
      }
    }
    return table.markdown();
  }

  /**
   * Measures one user.
   *
   * @param groups in how many groups the user is
   * @param page the limit of the page
   * @return the units of a page
   */
  public static Units units(int groups, int page) {
    try (LocalDynamoDb engine = LocalDynamoDb.start()) {
      var unused = Kind.LIBRARY.createTable(engine.client(), Kind.LIBRARY.tableName(), false);
      Meter meter = new Meter();
      Source source = Source.fresh();
      MessagingStore store =
          MessagingStore.builder()
              .client(meter.wrap(engine.client()))
              .tableName(Kind.LIBRARY.tableName())
              .clock(source.clock())
              .ids(source.ids())
              .build();
      NewGroup group = Samples.group(0, 2);
      NewMessage message = Samples.message(group, BYTES);
      String user = group.members().get(1).id();
      for (int n = 0; n < groups; n++) {
        Sent sent = store.createGroup(group, message);
        store.updateGroupState(user, sent.group().id(), MUTED);
        store.markRead(user, sent.message().ref(), 0);
      }
      double rows =
          meter.measure(() -> store.listMessageGroups(user, newestFirst(page))).readUnits();
      double all = meter.measure(() -> store.listInbox(user, newestFirst(page))).readUnits();
      return new Units(rows, all - rows);
    }
  }
}
