package io.github.ddbmessaging.campaign;

/**
 * Groups of the original application, adopted and migrated beside everything else, with every
 * fault.
 */
class OldCampaignTest extends SeededCampaignTest {
  static final int STEPS = 100;

  OldCampaignTest() {
    super(Run::amongOldGroups, STEPS);
  }
}
