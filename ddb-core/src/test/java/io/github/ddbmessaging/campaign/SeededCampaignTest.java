package io.github.ddbmessaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What there is to a campaign of any kind. How many runs, of how many steps, and from which seed:
 * {@code -Dcampaign.runs}, {@code -Dcampaign.steps}, {@code -Dcampaign.seed}; {@code
 * -Dcampaign.mirrored} runs are played beside DynamoDB Local.
 */
abstract class SeededCampaignTest {
  static final int FEW = 10;
  private static final int LINE = 500;

  final Run run;
  private final Function<Cluster.Settings, Run> kind;
  private final int steps;

  /**
   * A campaign.
   *
   * @param kind makes a run
   * @param steps decisions of each run
   */
  SeededCampaignTest(Function<Cluster.Settings, Run> kind, int steps) {
    this.kind = kind;
    this.steps = steps;
    this.run = kind.apply(Cluster.Settings.PLAIN);
  }

  @Test
  void play_fromAKnownSeed_keepsEveryPromise() {
    assertThat(new Campaign(run, steps).play(20_261_121, FEW, new Counts(), runs -> {})).isEmpty();
  }

  @Test
  void play_fromAFreshSeed_keepsEveryPromise() {
    int runs = Integer.getInteger("campaign.runs", FEW);
    int length = Integer.getInteger("campaign.steps", steps);
    long seed = Long.getLong("campaign.seed", new Random().nextLong());
    System.out.printf("%,d runs of %,d steps from seed %d%n", runs, length, seed);
    Counts counts = new Counts();

    assertThat(new Campaign(run, length).play(seed, runs, counts, SeededCampaignTest::print))
        .isEmpty();

    System.out.println(counts);
  }

  @Test
  void play_twiceFromOneSeed_doesTheSame() {
    Counts first = new Counts();
    Counts second = new Counts();

    new Campaign(run, steps).play(7, 3, first, runs -> {});
    new Campaign(run, steps).play(7, 3, second, runs -> {});

    assertThat(second).hasToString(first.toString());
  }

  /**
   * What the runs rest on: the table in memory responds to every request as DynamoDB Local does.
   */
  @Test
  void play_besideDynamoDbLocal_meetsNoOtherResponse() {
    int runs = Integer.getInteger("campaign.mirrored", 1);
    for (int seed = 1; seed <= runs; seed++) {
      try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
        MessagingTable.of(dynamoDb.client(), Cluster.TABLE)
            .create(TableSettings.onDemand().withStream(false).withTimeToLive(false));
        Run mirrored =
            kind.apply(
                new Cluster.Settings(
                    memory -> new Mirror(memory, dynamoDb.client()), () -> Interceptor.NONE));
        List<Decision> script = Decision.script(seed, steps, mirrored.weights());

        assertThat(mirrored.play(script, new Counts())).isEmpty();
      }
      print(seed);
    }
  }

  private static void print(int runs) {
    if (runs % LINE == 0) {
      System.out.printf("%,d runs%n", runs);
    }
  }
}
