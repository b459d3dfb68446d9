package io.github.ddbmessaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.TableSettings;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Everything that the library can do, at once, with every fault, against a model of what must be
 * true. How many runs, of how many steps, and from which seed: {@code -Dcampaign.runs}, {@code
 * -Dcampaign.steps}, {@code -Dcampaign.seed}.
 */
class CampaignTest {
  private static final String TABLE = "messages";
  private static final int FEW = 15;
  static final int STEPS = 200;
  private static final int LINE = 500;
  private static final Run RUN = Run.of(new World.Settings(TABLE, memory -> memory, true));

  @Test
  void play_fromAKnownSeed_keepsEveryPromise() {
    assertThat(new Campaign(RUN, STEPS).play(20_261_121, FEW, new Counts(), runs -> {})).isEmpty();
  }

  @Test
  void play_fromAFreshSeed_keepsEveryPromise() {
    int runs = Integer.getInteger("campaign.runs", FEW);
    int steps = Integer.getInteger("campaign.steps", STEPS);
    long seed = Long.getLong("campaign.seed", new Random().nextLong());
    System.out.printf("%,d runs of %,d steps from seed %d%n", runs, steps, seed);
    Counts counts = new Counts();

    assertThat(new Campaign(RUN, steps).play(seed, runs, counts, CampaignTest::print)).isEmpty();

    System.out.println(counts);
  }

  @Test
  void play_twiceFromOneSeed_doesTheSame() {
    Counts first = new Counts();
    Counts second = new Counts();

    new Campaign(RUN, STEPS).play(7, 3, first, runs -> {});
    new Campaign(RUN, STEPS).play(7, 3, second, runs -> {});

    assertThat(second).hasToString(first.toString());
  }

  /** What the runs rest on: the table in memory answers every request as DynamoDB Local does. */
  @Test
  void play_besideDynamoDbLocal_meetsNoOtherAnswer() {
    playBesideDynamoDbLocal(Run::of, STEPS, Integer.getInteger("campaign.mirrored", 2));
  }

  static void playBesideDynamoDbLocal(Function<World.Settings, Run> kind, int steps, int runs) {
    for (int run = 1; run <= runs; run++) {
      try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
        MessagingTable.of(dynamoDb.client(), TABLE)
            .create(TableSettings.onDemand().withStream(false).withTimeToLive(false));
        Run mirrored =
            kind.apply(
                new World.Settings(TABLE, memory -> new Mirror(memory, dynamoDb.client()), true));

        assertThat(new Campaign(mirrored, steps).play(run, 1, new Counts(), done -> {})).isEmpty();
      }
      print(run);
    }
  }

  static void print(int runs) {
    if (runs % LINE == 0) {
      System.out.printf("%,d runs%n", runs);
    }
  }

  /**
   * A projector left the rows to the record of a newer message, which was deleted before it came.
   */
  @Test
  void play_whenANewerMessageIsDeletedBeforeItsRecordComes_keepsEveryPromise() {
    String script =
        """
        CREATE 0 1 1215745218
        SERVE 775 0 1395688674
        DELETE 543 0 454453834
        DELIVER 695 0 1847209167
        CREATE 0 1 1886159200
        SERVE 366 0 1366231470
        SERVE 209 0 606108070
        DELETE 857 0 1881796135
        """;

    assertThat(RUN.play(Decision.parse(script), new Counts())).isEmpty();
  }
}
