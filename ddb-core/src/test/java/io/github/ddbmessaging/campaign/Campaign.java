package io.github.ddbmessaging.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Many runs, each from a seed of its own.
 *
 * @param run plays one script
 * @param steps how many decisions a script has
 */
record Campaign(Run run, int steps) {

  /**
   * Plays the scripts that follow from a seed, up to the first that fails.
   *
   * @param progress is told how many runs are done
   */
  Optional<Failure> play(long seed, int runs, Counts counts, IntConsumer progress) {
    Random seeds = new Random(seed);
    for (int i = 1; i <= runs; i++) {
      long own = i == 1 ? seed : seeds.nextLong();
      List<Decision> script = Decision.script(own, steps, run.weights());
      counts.add("run");
      counts.add("step", steps);
      Optional<Violation> broken = run.play(script, counts);
      if (broken.isPresent()) {
        return Optional.of(new Failure(run, i, own, script, broken.get()));
      }
      progress.accept(i);
    }
    return Optional.empty();
  }

  /**
   * A run that failed.
   *
   * @param run plays it again
   * @param number which run it was, from 1
   * @param seed the seed of this run
   * @param script its decisions
   * @param broken what they break
   */
  record Failure(Run run, int number, long seed, List<Decision> script, Violation broken) {
    /** The seed, the shortest script that breaks the same promise, and its trace. */
    @Override
    public String toString() {
      List<Decision> shortest = run.shrink(script, broken);
      List<String> trace = new ArrayList<>();
      Violation shown = run.play(shortest, new Counts(trace::add)).orElse(broken);
      return "Seed "
          + seed
          + " breaks promise "
          + broken.getMessage()
          + "\nThe shortest script found breaks promise "
          + shown.getMessage()
          + "\n"
          + Decision.print(shortest)
          + "\n"
          + String.join("\n", trace);
    }
  }
}
