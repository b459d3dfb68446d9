package io.github.ddbmessaging.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Many runs, each from a seed of its own.
 *
 * @param run plays one script
 * @param steps how many decisions a script has
 */
record Campaign(Run run, int steps) {

  /** Plays the scripts that follow from a seed; comes to the first failure as a text. */
  Optional<String> play(long seed, int runs, Counts counts, Progress progress) {
    Random seeds = new Random(seed);
    for (int i = 0; i < runs; i++) {
      Optional<String> failure = play(i == 0 ? seed : seeds.nextLong(), counts);
      if (failure.isPresent()) {
        return failure;
      }
      progress.after(i + 1);
    }
    return Optional.empty();
  }

  private Optional<String> play(long seed, Counts counts) {
    List<Decision> script = Decision.script(seed, steps, run.weights());
    counts.add("run");
    counts.add("step", steps);
    return run.play(script, counts).map(broken -> report(seed, script, broken));
  }

  private String report(long seed, List<Decision> script, Violation broken) {
    List<Decision> shortest = run.shrink(script, broken);
    List<String> story = new ArrayList<>();
    Violation shown = run.play(shortest, new Counts(story::add)).orElse(broken);
    return "Seed "
        + seed
        + " breaks promise "
        + broken.getMessage()
        + "\nThe shortest script found breaks promise "
        + shown.getMessage()
        + "\n"
        + Decision.print(shortest)
        + "\n"
        + String.join("\n", story);
  }

  /** Is told how many runs are done. */
  @FunctionalInterface
  interface Progress {
    void after(int runs);
  }
}
