package io.github.ddbmessaging.examples;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.stream.StreamPoller;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The second part of the story: messages put alone, in bursts, while the rows follow from the
 * table's stream. To be run once, by one thread.
 */
final class StreamedBursts {
  private static final String TABLE = "streamed-messages";
  private static final int GROUPS = 20;
  private static final int BURSTS = 5;
  private static final int MESSAGES_PER_GROUP = 5;
  private static final int MESSAGES = GROUPS * BURSTS * MESSAGES_PER_GROUP;

  /** A put of 1 unit, and an update of head and rows of 10, for each message. */
  private static final int UNITS_WITH_AN_UPDATE_EACH = 11;

  private final PrintStream out;
  private final Meter meter = new Meter();
  private final MessagingTable table;
  private final MessagingStore store;
  private final DynamoDbStreamsClient streams;
  private final List<MessageGroup> groups = new ArrayList<>();

  /**
   * Prepares the story.
   *
   * @param client where it happens; must know no table {@code streamed-messages}. Stays the
   *     caller's.
   * @param streams reads the table's stream; stays the caller's
   * @param out what it is told to
   */
  StreamedBursts(DynamoDbClient client, DynamoDbStreamsClient streams, PrintStream out) {
    DynamoDbClient metered = meter.wrap(client);
    this.table = MessagingTable.of(metered, TABLE);
    this.store =
        MessagingStore.builder()
            .client(metered)
            .tableName(TABLE)
            .sendMode(SendMode.STREAMED)
            .build();
    this.streams = streams;
    this.out = out;
  }

  /**
   * Tells it.
   *
   * @throws MismatchException if a row does not show its group's newest message
   * @throws io.github.ddbmessaging.model.MessagingException if DynamoDB fails
   */
  void run() {
    out.println();
    out.printf(
        "6. Send %d messages streamed, in %d bursts over %d groups%n", MESSAGES, BURSTS, GROUPS);
    out.println();
    table.create(TableSettings.onDemand());
    for (int group = 0; group < GROUPS; group++) {
      groups.add(
          store.createGroup(NewGroup.direct(one(group), other(group)), first(group)).group());
    }
    Usage puts = Usage.NONE;
    Usage projection = Usage.NONE;
    try (StreamPoller poller = poller()) {
      poller.drain();
      for (int burst = 0; burst < BURSTS; burst++) {
        puts = puts.plus(meter.measure(this::sendBurst));
        projection = projection.plus(meter.measure(poller::drain));
      }
    }
    tell(puts, projection);
    out.printf("   %d rows: each shows its group's newest message%n", checkRows());
  }

  private StreamPoller poller() {
    return StreamPoller.builder()
        .client(streams)
        .streamArn(table.streamArn().orElseThrow())
        .handler(records -> store.projector().project(records).retryFrom())
        .build();
  }

  private void sendBurst() {
    for (int message = 0; message < MESSAGES_PER_GROUP; message++) {
      for (int group = 0; group < GROUPS; group++) {
        String text = "Message " + message + " of a burst";
        store.createMessage(groups.get(group), NewMessage.from(one(group).id(), text));
      }
    }
  }

  private void tell(Usage puts, Usage projection) {
    out.printf("   %5.0f write units for the messages, each put alone%n", puts.writeUnits());
    out.printf(
        "   %5.0f write units, %.0f read units for the rows, by %d requests%n",
        projection.writeUnits(), projection.readUnits(), projection.requests());
    out.printf("   %5.0f write units in all%n", puts.writeUnits() + projection.writeUnits());
    out.printf(
        "   %5d it would be if each message updated the rows by itself%n",
        MESSAGES * UNITS_WITH_AN_UPDATE_EACH);
    out.println();
  }

  private int checkRows() {
    MessagingStore consistent = store.withConsistentReads();
    int rows = 0;
    for (int group = 0; group < GROUPS; group++) {
      Message newest =
          consistent.listMessages(groups.get(group).id(), newestFirst(1)).items().get(0);
      for (User member : List.of(one(group), other(group))) {
        List<MessageGroupRow> list =
            consistent.listMessageGroups(member.id(), newestFirst(2)).items();
        if (list.size() != 1
            || !list.get(0).lastMessageAt().equals(newest.createdAt())
            || !list.get(0).preview().equals(newest.text())) {
          throw new MismatchException(
              "The list of '" + member.id() + "' does not show the newest message");
        }
        rows++;
      }
    }
    return rows;
  }

  private static User one(int group) {
    return new User("one-" + group, "One " + group, "one" + group);
  }

  private static User other(int group) {
    return new User("other-" + group, "Other " + group, "other" + group);
  }

  private static NewMessage first(int group) {
    return NewMessage.from(one(group).id(), "Hello");
  }
}
