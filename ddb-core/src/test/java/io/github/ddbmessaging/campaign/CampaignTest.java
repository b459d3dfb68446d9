package io.github.ddbmessaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Everything that the library can do, at once, with every fault, against a model of what must be
 * true.
 */
class CampaignTest extends SeededCampaignTest {
  static final int STEPS = 200;

  CampaignTest() {
    super(Run::of, STEPS);
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

    assertThat(run.play(Decision.parse(script), new Counts())).isEmpty();
  }
}
