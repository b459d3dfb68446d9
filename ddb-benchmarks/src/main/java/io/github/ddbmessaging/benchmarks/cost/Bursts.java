package io.github.ddbmessaging.benchmarks.cost;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.benchmarks.contender.Ground;
import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.contender.Samples;
import io.github.ddbmessaging.benchmarks.contender.Talk;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Table;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Many messages into one group of two, with all rows brought up to date. */
public final class Bursts {
  private static final int MEMBERS = 2;
  private static final int BYTES = 200;

  private Bursts() {}

  /**
   * Measures bursts.
   *
   * @param sizes how many messages each
   * @param batches how many messages a batch of the stream holds
   * @return a Markdown table
   */
  public static String table(List<Integer> sizes, List<Integer> batches) {
    Table table =
        new Table(
            List.of("burst", "messages", "requests", "read units", "write units", "per message"));
    for (int size : sizes) {
      table.row(row("library, transactional", size, cost(Kind.LIBRARY, size, 1)));
      for (int batch : batches) {
        table.row(
            row(
                "library, streamed, E by batches of " + Numbers.of(batch),
                size,
                cost(Kind.LIBRARY_STREAMED, size, batch)));
      }
      table.row(row("old application, record by record", size, cost(Kind.OLD, size, 1)));
    }
    return table.markdown();
  }

  /**
   * Measures one burst.
   *
   * @param kind which contender
   * @param messages how many messages
   * @param batch how many messages a batch of the stream holds
   * @return what sending and bringing the rows up to date cost
   */
  public static Usage cost(Kind kind, int messages, int batch) {
    NewGroup group = Samples.group(0, MEMBERS);
    NewMessage message = Samples.message(group, BYTES);
    try (Ground ground = new Ground(kind, kind.streamed())) {
      Talk<?> talk = Talk.begin(ground.contender(), group, message);
      if (kind.streamed()) {
        ground.project();
      }
      Usage sending =
          ground.usage(
              () -> {
                for (int n = 0; n < messages; n++) {
                  talk.send(message);
                }
              });
      return kind.streamed() ? sending.plus(projection(ground, batch)) : sending;
    }
  }

  private static Usage projection(Ground ground, int batch) {
    List<Record> messages = ground.newRecords().stream().filter(Bursts::isMessage).toList();
    return ground.usage(
        () -> {
          for (int from = 0; from < messages.size(); from += batch) {
            ground
                .contender()
                .project(messages.subList(from, Math.min(from + batch, messages.size())));
          }
        });
  }

  private static boolean isMessage(Record record) {
    return record.eventName() == OperationType.INSERT
        && requireNonNull(record.dynamodb().keys().get(Attributes.PK))
            .s()
            .startsWith(Keys.MESSAGES_PREFIX)
        && record.dynamodb().newImage().containsKey(Attributes.MESSAGE_ID);
  }

  private static String[] row(String name, int messages, Usage usage) {
    return new String[] {
      name,
      Numbers.of(messages),
      Numbers.of(usage.requests()),
      Numbers.units(usage.readUnits()),
      Numbers.units(usage.writeUnits()),
      Numbers.ratio((usage.readUnits() + usage.writeUnits()) / messages)
    };
  }
}
