package io.github.ddbmessaging.campaign;

import java.util.function.IntSupplier;

/** A campaign that another class loader can run: it speaks no type of the library's. */
final class Probe implements IntSupplier {
  private static final int RUNS = 10_000;
  private static final long SEED = 1;

  private final Campaign campaign;

  Probe(boolean amongOldGroups) {
    World.Settings settings = new World.Settings("messages", table -> table, true);
    this.campaign =
        amongOldGroups
            ? new Campaign(Run.amongOldGroups(settings), OldCampaignTest.STEPS)
            : new Campaign(Run.of(settings), CampaignTest.STEPS);
  }

  /** How many runs it takes until one fails, or 0 if none does. */
  @Override
  public int getAsInt() {
    Counts counts = new Counts();
    return campaign.play(SEED, RUNS, counts, done -> {}).isPresent() ? (int) counts.of("run") : 0;
  }
}
