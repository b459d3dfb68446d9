package io.github.ddbmessaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Groups of the original application, adopted and migrated beside everything else, with every
 * fault.
 */
class OldCampaignTest extends SeededCampaignTest {
  static final int STEPS = 100;

  OldCampaignTest() {
    super(Run::amongOldGroups, STEPS);
  }

  /**
   * From a known seed alone: where keys of several forms meet members who join, the model forbids
   * more than is promised in about one of some hundred longer runs.
   */
  @Test
  void play_withMembersWhoComeAndGo_keepsEveryPromise() {
    int runs = Integer.getInteger("campaign.runs", FEW);
    Campaign campaign = new Campaign(Run.amongOldMembers(Cluster.Settings.PLAIN), STEPS);

    assertThat(campaign.play(20_261_207, runs, new Counts(), done -> {})).isEmpty();
  }
}
