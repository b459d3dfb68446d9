package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.model.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Plays a script, each time from the beginning.
 *
 * @param simulation makes what takes the decisions
 * @param weights how often which action is drawn
 */
record Run(Function<Counts, Simulation> simulation, ToIntFunction<Action> weights) {

  /** One among groups of the library. */
  static Run of(Cluster.Settings settings) {
    return new Run(counts -> new NewGroups(settings, counts), action -> action.weight);
  }

  /** One among groups of the original application. */
  static Run amongOldGroups(Cluster.Settings settings) {
    return new Run(counts -> new OldGroups(settings, counts), action -> action.weightAmongOld);
  }

  /** One among groups of the original application whose members come and go. */
  static Run amongOldMembers(Cluster.Settings settings) {
    return new Run(
        counts -> new OldGroups(settings, counts), action -> action.weightAmongOldMembers);
  }

  /** What the script breaks, or nothing. */
  Optional<Violation> play(List<Decision> script, Counts counts) {
    try {
      Simulation played = simulation.apply(counts);
      script.forEach(played::take);
      played.drain();
      return Optional.empty();
    } catch (Violation e) {
      return Optional.of(e);
    } catch (MessagingException e) {
      return Optional.of(new Violation("8", "an item can't be read: " + e.getMessage()));
    }
  }

  /** The shortest script found that breaks the same promise: without any one decision it holds. */
  List<Decision> shrink(List<Decision> script, Violation broken) {
    List<Decision> shortest = script;
    for (int size = script.size(); size >= 1; size /= 2) {
      boolean shorter = true;
      while (shorter) {
        shorter = false;
        for (int at = shortest.size() - size; at >= 0; at -= size) {
          List<Decision> shorterScript = new ArrayList<>(shortest);
          shorterScript.subList(at, at + size).clear();
          if (breaks(shorterScript, broken)) {
            shortest = shorterScript;
            shorter = true;
            at = Math.min(at, shortest.size());
          }
        }
      }
    }
    return simplify(shortest, broken);
  }

  private List<Decision> simplify(List<Decision> script, Violation broken) {
    List<Decision> simplest = new ArrayList<>(script);
    for (int i = 0; i < simplest.size(); i++) {
      Decision decision = simplest.get(i);
      for (Decision simpler :
          List.of(
              new Decision(decision.action(), 0, 0, 0),
              new Decision(decision.action(), decision.who(), decision.what(), 0),
              new Decision(decision.action(), 0, decision.what(), decision.how()),
              new Decision(decision.action(), decision.who(), 0, decision.how()))) {
        decision = simplest.set(i, simpler);
        if (!breaks(simplest, broken)) {
          simplest.set(i, decision);
        }
      }
    }
    return simplest;
  }

  private boolean breaks(List<Decision> script, Violation broken) {
    return play(script, new Counts())
        .filter(violation -> violation.promise().equals(broken.promise()))
        .isPresent();
  }
}
