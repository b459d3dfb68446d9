package io.github.ddbmessaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Groups of the original application, adopted and migrated beside everything else, with every
 * fault. {@link CampaignTest} says how to play more.
 */
class OldCampaignTest {
  private static final int FEW = 15;
  static final int STEPS = 100;
  private static final Run RUN =
      Run.amongOldGroups(new World.Settings("messages", memory -> memory, true));

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

  @Test
  void play_besideDynamoDbLocal_meetsNoOtherAnswer() {
    int runs = Integer.getInteger("campaign.mirrored", 1);

    CampaignTest.playBesideDynamoDbLocal(Run::amongOldGroups, STEPS, runs);
  }
}
