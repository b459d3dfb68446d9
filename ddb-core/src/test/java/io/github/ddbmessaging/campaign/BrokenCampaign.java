package io.github.ddbmessaging.campaign;

import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A campaign with a broken copy. Another class loader can run it: it speaks only Java's types. */
final class BrokenCampaign implements IntSupplier {
  private static final int RUNS = 10_000;
  private static final long SEED = 1;

  private final Campaign campaign;
  private final IntConsumer progress;

  BrokenCampaign(boolean amongOldGroups) {
    this(amongOldGroups, () -> Interceptor.NONE, runs -> {});
  }

  BrokenCampaign(boolean amongOldGroups, Supplier<Interceptor> interceptor, IntConsumer progress) {
    Cluster.Settings settings = new Cluster.Settings(memory -> memory, interceptor);
    this.campaign =
        amongOldGroups
            ? new Campaign(Run.amongOldMembers(settings), OldCampaignTest.STEPS)
            : new Campaign(Run.of(settings), CampaignTest.STEPS);
    this.progress = progress;
  }

  /** Which run is the first to fail, or 0 if none does. */
  @Override
  public int getAsInt() {
    return campaign
        .play(SEED, RUNS, new Counts(), progress)
        .map(Campaign.Failure::number)
        .orElse(0);
  }
}
