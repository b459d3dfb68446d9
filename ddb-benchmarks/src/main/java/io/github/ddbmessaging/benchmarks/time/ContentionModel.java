package io.github.ddbmessaging.benchmarks.time;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/**
 * Senders that never pause and contend for one head, in a time of its own: what schemes of retrying
 * do is seen in milliseconds, and the same each time. A request is on its way for two fifths of the
 * round trip, a transaction holds the head for a fifth, and the response takes the rest, each a
 * little longer or shorter by chance.
 */
final class ContentionModel {
  private static final double ROUND_TRIP_MILLIS = 5;
  private static final double JITTER = 0.1;
  private static final int CONTENDED_TURNS = 16;

  private final Random random;
  private final Scheme scheme;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final List<Sender> senders = new ArrayList<>();
  private final List<Double> waits = new ArrayList<>();
  private double now;
  private long scheduled;
  private long head;
  private boolean held;
  private long refused;
  private int gaveUp;

  /**
   * What a refused sender does.
   *
   * @param name for people
   * @param inLine whether the senders of a process wait for each other
   * @param attempts after how many a sender gives up
   * @param givesWayIfContended how likely a line gives way after a refusal in its last turns
   * @param givesWayElse how likely else
   * @param delay how long to wait
   */
  record Scheme(
      String name,
      boolean inLine,
      int attempts,
      double givesWayIfContended,
      double givesWayElse,
      Delay delay) {}

  /** How long a refused sender waits. */
  @FunctionalInterface
  interface Delay {
    /**
     * The wait.
     *
     * @param attempt the refused attempt, from 1
     * @param ageMillis since the send began
     * @param random from 0 to below 1
     * @return milliseconds
     */
    double millis(int attempt, double ageMillis, double random);
  }

  /**
   * What came of it.
   *
   * @param rate messages a second
   * @param least what the least lucky sender sent, in fair shares
   * @param most what the luckiest sent, in fair shares
   * @param median how long a send takes in the middle, in milliseconds
   * @param longest how long one took at most
   * @param refused refused transactions for each message
   * @param gaveUp sends that ended without success
   */
  record Outcome(
      double rate,
      double least,
      double most,
      double median,
      double longest,
      double refused,
      int gaveUp) {}

  private record Event(double time, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Double.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private ContentionModel(Scheme scheme, long seed) {
    this.scheme = scheme;
    this.random = new Random(seed);
  }

  /**
   * Plays.
   *
   * @param scheme of all senders
   * @param processes how many processes
   * @param sendersEach how many senders in each
   * @param seconds how long
   * @param seed of all chances
   * @return what came of it
   */
  static Outcome play(Scheme scheme, int processes, int sendersEach, int seconds, long seed) {
    return new ContentionModel(scheme, seed).run(processes, sendersEach, seconds);
  }

  private Outcome run(int processes, int sendersEach, int seconds) {
    for (int process = 0; process < processes; process++) {
      Line line = new Line();
      for (int i = 0; i < sendersEach; i++) {
        Sender sender = new Sender(line);
        senders.add(sender);
        after(random.nextDouble() * ROUND_TRIP_MILLIS, sender::begin);
      }
    }
    while (now < seconds * 1_000.0) {
      Event next = events.remove();
      now = next.time();
      next.action().run();
    }
    double[] times = waits.stream().mapToDouble(wait -> wait).toArray();
    double fair = (double) times.length / senders.size();
    double unfinished = senders.stream().mapToDouble(sender -> now - sender.begun).max().orElse(0);
    return new Outcome(
        times.length / (double) seconds,
        senders.stream().mapToInt(sender -> sender.sent).min().orElse(0) / fair,
        senders.stream().mapToInt(sender -> sender.sent).max().orElse(0) / fair,
        Sample.median(times),
        Math.max(Sample.quantile(times, 1), unfinished),
        (double) refused / times.length,
        gaveUp);
  }

  private void after(double millis, Runnable action) {
    events.add(new Event(now + millis, scheduled++, action));
  }

  private double fifths(int count) {
    return ROUND_TRIP_MILLIS * count / 5 * (1 + JITTER * (2 * random.nextDouble() - 1));
  }

  /** The senders of one process, one after the other. */
  private final class Line {
    private final Queue<Sender> waiting = new ArrayDeque<>();
    private int turnsSinceRefusal = CONTENDED_TURNS;
    private boolean busy;
    private long known;

    double giveWay() {
      double chance =
          turnsSinceRefusal < CONTENDED_TURNS
              ? scheme.givesWayIfContended()
              : scheme.givesWayElse();
      return random.nextDouble() < chance ? ROUND_TRIP_MILLIS * (0.5 + random.nextDouble()) : 0;
    }

    void leave(Sender sender) {
      known = Math.max(known, sender.known);
      turnsSinceRefusal = sender.attempt > 1 ? 0 : turnsSinceRefusal + 1;
      Sender next = waiting.poll();
      if (next == null) {
        busy = false;
      } else {
        next.known = Math.max(next.known, known);
        after(giveWay(), next::send);
      }
    }
  }

  /** One that sends again as soon as it has sent. */
  private final class Sender {
    private final Line line;
    private double begun;
    private long known;
    private int attempt;
    private int sent;

    Sender(Line line) {
      this.line = line;
    }

    void begin() {
      begun = now;
      attempt = 0;
      if (!scheme.inLine()) {
        send();
      } else if (line.busy) {
        line.waiting.add(this);
      } else {
        line.busy = true;
        send();
      }
    }

    void send() {
      attempt++;
      long seen = known;
      after(fifths(2), () -> arrive(seen));
    }

    void arrive(long seen) {
      if (held) {
        refuse(seen);
      } else if (seen != head) {
        refuse(head);
      } else {
        held = true;
        after(fifths(1), this::commit);
      }
    }

    void refuse(long newKnown) {
      refused++;
      after(fifths(3), () -> retry(newKnown));
    }

    void retry(long newKnown) {
      known = newKnown;
      if (attempt >= scheme.attempts()) {
        gaveUp++;
        end();
      } else {
        after(scheme.delay().millis(attempt, now - begun, random.nextDouble()), this::send);
      }
    }

    void commit() {
      held = false;
      head++;
      long own = head;
      after(
          fifths(2),
          () -> {
            known = own;
            sent++;
            waits.add(now - begun);
            end();
          });
    }

    private void end() {
      if (scheme.inLine()) {
        line.leave(this);
      }
      begin();
    }
  }
}
