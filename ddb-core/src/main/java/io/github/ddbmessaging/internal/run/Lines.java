package io.github.ddbmessaging.internal.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines in which the operations of one store wait for each other, where they would only refuse each
 * other at the table. A line is a courtesy and no lock: nothing depends on it but speed and
 * fairness, and who has waited long enough goes ahead. Nothing is kept of an empty line. Safe for
 * use by many threads.
 *
 * <p>Other processes have lines of their own. Who has just written knows the new state first and
 * would win again and again, so now and then a line gives way to them for about as long as a
 * request takes: often if its operations were refused lately, else seldom.
 */
public final class Lines {
  /** So many turns after the last refusal other processes are expected to wait as well. */
  private static final int CONTENDED_TURNS = 16;

  private static final double GIVES_WAY_IF_CONTENDED = 0.3;
  private static final double GIVES_WAY_ELSE = 1.0 / 16;

  /** Turns that a thread is about to pass on, so that a long line does not pile up on its stack. */
  private static final ThreadLocal<@Nullable Queue<Runnable>> PASSED_ON = new ThreadLocal<>();

  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private final Duration longestWay;
  private final Map<String, Line> lines = new HashMap<>();

  /**
   * No lines yet.
   *
   * @param nanoTime measures how long a request takes
   * @param random gives numbers from 0 to below 1
   * @param longestWay the longest time for which a line gives way
   */
  public Lines(LongSupplier nanoTime, DoubleSupplier random, Duration longestWay) {
    this.nanoTime = nanoTime;
    this.random = random;
    this.longestWay = longestWay;
  }

  /** Joins the end of a line. */
  synchronized <U> Place<U> join(String name) {
    Line line = lines.get(name);
    Place<U> place = new Place<>(name);
    if (line == null) {
      lines.put(name, new Line());
      place.begun = nanoTime.getAsLong();
      place.turn.complete(Turn.withoutOneBefore());
    } else {
      line.waiting.add(place);
    }
    return place;
  }

  /** Takes a place out of its line; if it had the turn, that is the next one's. */
  private synchronized @Nullable Place<?> leave(Place<?> place, boolean refused) {
    Line line = lines.get(place.line);
    if (line == null || line.waiting.remove(place)) {
      return null;
    }
    if (refused) {
      line.turnsSinceRefusal = 0;
    } else {
      line.turnsSinceRefusal++;
      line.requestNanos = nanoTime.getAsLong() - place.begun;
    }
    Place<?> next = line.waiting.poll();
    if (next == null) {
      lines.remove(place.line);
    } else {
      next.giveWay = giveWay(line);
      next.begun = nanoTime.getAsLong() + next.giveWay.toNanos();
    }
    return next;
  }

  private Duration giveWay(Line line) {
    boolean contended = line.turnsSinceRefusal < CONTENDED_TURNS;
    if (random.getAsDouble() >= (contended ? GIVES_WAY_IF_CONTENDED : GIVES_WAY_ELSE)) {
      return Duration.ZERO;
    }
    Duration aboutARequest =
        Duration.ofNanos((long) ((0.5 + random.getAsDouble()) * line.requestNanos));
    return aboutARequest.compareTo(longestWay) < 0 ? aboutARequest : longestWay;
  }

  /** What the next one does now may end at once, and pass its turn on as well. */
  private static void passOn(Runnable turn) {
    Queue<Runnable> queue = PASSED_ON.get();
    if (queue != null) {
      queue.add(turn);
      return;
    }
    queue = new ArrayDeque<>();
    PASSED_ON.set(queue);
    try {
      for (Runnable next = turn; next != null; next = queue.poll()) {
        next.run();
      }
    } finally {
      PASSED_ON.remove();
    }
  }

  /** The places of one line behind the one whose turn it is. */
  private static final class Line {
    private final Queue<Place<?>> waiting = new ArrayDeque<>();
    private int turnsSinceRefusal = CONTENDED_TURNS;

    /** How long the last operation took that was not refused. */
    private long requestNanos;
  }

  /**
   * What an operation learns when it is its turn.
   *
   * @param before the result of the one before it in the line, if there was one and it succeeded
   * @param giveWay how long it should wait for other processes
   * @param <U> what the operations of the line return
   */
  record Turn<U>(Optional<U> before, Duration giveWay) {
    /** Of the first in a line, and of one that has waited long enough. */
    static <U> Turn<U> withoutOneBefore() {
      return new Turn<>(Optional.empty(), Duration.ZERO);
    }
  }

  /**
   * A place in a line. It must be left in any case.
   *
   * @param <U> what the operations of the line return
   */
  final class Place<U> {
    private final String line;
    private final CompletableFuture<Turn<U>> turn = new CompletableFuture<>();
    private Duration giveWay = Duration.ZERO;

    /** When it was its turn and it had given way. */
    private long begun;

    private Place(String line) {
      this.line = line;
    }

    /** Completes when all before it have left. */
    CompletableFuture<Turn<U>> turn() {
      return turn;
    }

    /**
     * Lets the next one go.
     *
     * @param result what it is told, or null
     * @param refused whether the operation was refused at the table
     */
    void leave(@Nullable U result, boolean refused) {
      // All operations of a line return the same type.
      @SuppressWarnings("unchecked")
      Place<U> next = (Place<U>) Lines.this.leave(this, refused);
      if (next != null) {
        Turn<U> itsTurn = new Turn<>(Optional.ofNullable(result), next.giveWay);
        passOn(() -> next.turn.complete(itsTurn));
      }
    }
  }
}
