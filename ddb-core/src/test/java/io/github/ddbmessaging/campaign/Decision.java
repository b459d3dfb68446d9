package io.github.ddbmessaging.campaign;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One step of a run. The numbers are read modulo what there is to choose from, so that every list
 * of decisions can be run, also one that was cut out of another.
 *
 * @param action what happens
 * @param who who does it: a process or a request, by number
 * @param what to what: a group, a message or a fault, by number
 * @param how everything else, taken apart by {@link Choice}
 */
record Decision(Action action, int who, int what, int how) {
  private static final int MANY = 1 << 10;

  /** The decisions that a seed stands for; each seed has its own likings. */
  static List<Decision> script(long seed, int steps, ToIntFunction<Action> weights) {
    Random random = new Random(seed);
    Supplier<Action> actions = Action.mix(random, weights);
    int things = List.of(2, 4, MANY).get(random.nextInt(3));
    return Stream.generate(
            () ->
                new Decision(
                    actions.get(),
                    random.nextInt(MANY),
                    random.nextInt(things),
                    random.nextInt(Integer.MAX_VALUE)))
        .limit(steps)
        .toList();
  }

  /** Reads what {@link #print} wrote. */
  static List<Decision> parse(String script) {
    return script.lines().filter(line -> !line.isBlank()).map(Decision::parseLine).toList();
  }

  /** A script as text, one decision a line. */
  static String print(List<Decision> script) {
    return script.stream().map(Decision::toString).collect(Collectors.joining("\n"));
  }

  private static Decision parseLine(String line) {
    String[] parts = line.strip().split(" ", -1);
    return new Decision(
        Action.valueOf(parts[0]),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]));
  }

  @Override
  public String toString() {
    return action + " " + who + " " + what + " " + how;
  }
}
