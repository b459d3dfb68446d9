package io.github.ddbmessaging.benchmarks.cost;

import io.github.ddbmessaging.benchmarks.contender.Ground;
import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.contender.Samples;
import io.github.ddbmessaging.benchmarks.contender.Talk;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What each pattern costs one contender. */
public final class Costs {
  private static final int PAGE = 20;
  private static final int MORE_THAN_A_PAGE = PAGE + 5;
  private static final int BURST = 10;

  private Costs() {}

  /**
   * Measures all patterns on an engine of its own.
   *
   * @param kind which contender
   * @param sizes how large groups and messages are
   * @return requests and units of one call of each pattern
   */
  public static Map<Pattern, Usage> measure(Kind kind, Case sizes) {
    NewGroup group = Samples.group(0, sizes.members());
    NewMessage message = Samples.message(group, sizes.bytes());
    Map<Pattern, Usage> costs = new EnumMap<>(Pattern.class);
    try (Ground ground = new Ground(kind)) {
      Talk<?>[] talk = new Talk<?>[1];
      costs.put(
          Pattern.D, ground.usage(() -> talk[0] = Talk.begin(ground.contender(), group, message)));
      ground.project();
      costs.put(Pattern.C, ground.usage(() -> talk[0].send(message)));
      costs.put(Pattern.E1, projection(ground));
      for (int n = 0; n < BURST; n++) {
        talk[0].send(message);
      }
      costs.put(Pattern.E10, projection(ground));
      for (int n = BURST; n < MORE_THAN_A_PAGE; n++) {
        talk[0].send(message);
      }
      costs.put(
          Pattern.A, ground.usage(() -> ground.contender().messages(talk[0].groupId(), PAGE)));
      // Rows are alike whatever the size of their groups, so that small groups will do.
      NewGroup small = Samples.group(0, 2);
      for (int n = 0; n < MORE_THAN_A_PAGE; n++) {
        Talk<?> unused = Talk.begin(ground.contender(), small, message);
      }
      ground.project();
      String reader = group.members().get(1).id();
      costs.put(Pattern.B, ground.usage(() -> ground.contender().rows(reader, PAGE)));
    }
    return costs;
  }

  private static Usage projection(Ground ground) {
    List<Record> records = ground.newRecords();
    return ground.usage(() -> ground.contender().project(records));
  }
}
