package io.github.ddbmessaging.internal.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines in which the operations of one store wait for each other, where they would only refuse each
 * other at the table. A line is a courtesy and no lock: nothing depends on it but speed and
 * fairness. Who has waited long enough goes ahead; so does one of those who wait, once the turn has
 * not passed on for a second: a request that hangs holds up nobody for longer. Nothing is kept of
 * an empty line. Safe for use by many threads.
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

  /** Far longer than a send takes, and far shorter than the time of a call. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private final Duration longestGiveWay;
  private final Map<String, Line> lines = new HashMap<>();

  /**
   * No lines yet.
   *
   * @param nanoTime measures how long a request takes
   * @param random gives numbers from 0 to below 1
   * @param longestGiveWay the longest time for which a line gives way
   */
  public Lines(LongSupplier nanoTime, DoubleSupplier random, Duration longestGiveWay) {
    this.nanoTime = nanoTime;
    this.random = random;
    this.longestGiveWay = longestGiveWay;
  }

  /**
   * Joins the end of a line.
   *
   * @param name of the line
   * @param longestWait after which it goes ahead in any case
   */
  synchronized <U> Place<U> join(String name, Duration longestWait) {
    Line line = lines.get(name);
    long now = nanoTime.getAsLong();
    Place<U> place = new Place<>(name, now + longestWait.toNanos());
    if (line == null) {
      place.begun = now;
      lines.put(name, new Line(place));
      place.turn.complete(new Turn<>(Optional.empty(), Duration.ZERO));
    } else {
      line.waiting.add(place);
    }
    return place;
  }

  private synchronized Duration patience(Place<?> place) {
    Line line = lines.get(place.line);
    if (line == null || !line.waiting.contains(place)) {
      return LONGEST_TURN;
    }
    long now = nanoTime.getAsLong();
    long turnEndsIn = line.holder.begun + LONGEST_TURN.toNanos() - now;
    return Duration.ofNanos(Math.max(0, Math.min(turnEndsIn, place.end - now)));
  }

  /** Takes the turn of whoever has it, unless that one has it for a moment only. */
  private synchronized boolean goAhead(Place<?> place) {
    Line line = lines.get(place.line);
    if (line == null || !patience(place).isZero() || !line.waiting.remove(place)) {
      return false;
    }
    line.holder = place;
    place.begun = nanoTime.getAsLong();
    return true;
  }

  /** Takes a place out of its line; if it had the turn, that is the next one's. */
  private synchronized @Nullable Place<?> leave(
      Place<?> place, boolean succeeded, boolean refused) {
    Line line = lines.get(place.line);
    if (line == null || line.waiting.remove(place) || line.holder != place) {
      return null;
    }
    line.turnsSinceRefusal = refused ? 0 : line.turnsSinceRefusal + 1;
    if (succeeded && !refused) {
      line.requestNanos = Math.max(0, nanoTime.getAsLong() - place.begun);
    }
    Place<?> next = line.pollNext();
    if (next == null) {
      lines.remove(place.line);
    } else {
      line.holder = next;
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
    return aboutARequest.compareTo(longestGiveWay) < 0 ? aboutARequest : longestGiveWay;
  }

  /** The one whose turn it is, and those behind it. */
  private static final class Line {
    private Place<?> holder;
    private final Set<Place<?>> waiting = new LinkedHashSet<>();
    private int turnsSinceRefusal = CONTENDED_TURNS;

    /** How long the last operation took that was not refused. */
    private long requestNanos;

    Line(Place<?> holder) {
      this.holder = holder;
    }

    private @Nullable Place<?> pollNext() {
      Iterator<Place<?>> places = waiting.iterator();
      if (!places.hasNext()) {
        return null;
      }
      Place<?> next = places.next();
      places.remove();
      return next;
    }
  }

  /**
   * What an operation learns when it is its turn.
   *
   * @param before the result of the one before it in the line, if there was one and it succeeded
   * @param giveWay how long it should wait for other processes
   * @param <U> what the operations of the line return
   */
  record Turn<U>(Optional<U> before, Duration giveWay) {}

  /**
   * A place in a line. It must be left in any case.
   *
   * @param <U> what the operations of the line return
   */
  final class Place<U> {
    private final String line;

    /** When it has waited long enough. */
    private final long end;

    private final CompletableFuture<Turn<U>> turn = new CompletableFuture<>();
    private Duration giveWay = Duration.ZERO;

    /** When it was its turn and it had given way. */
    private long begun;

    private Place(String line, long end) {
      this.line = line;
      this.end = end;
    }

    /** Completes when all before it have left. */
    CompletableFuture<Turn<U>> turn() {
      return turn;
    }

    /** How long to wait for the turn until {@link #goAhead} is worth a try. */
    Duration patience() {
      return Lines.this.patience(this);
    }

    /**
     * Takes the turn, whatever became of the one that has it, if that is due. Who comes behind does
     * not wait for that one either.
     *
     * @return whether it took the turn; if not, it has to wait on
     */
    boolean goAhead() {
      return Lines.this.goAhead(this);
    }

    /**
     * Lets the next one go.
     *
     * @param result what it is told, or null if the operation failed
     * @param refused whether the operation was refused at the table
     * @param executor continues with the next one
     */
    void leave(@Nullable U result, boolean refused, Executor executor) {
      // All operations of a line return the same type.
      @SuppressWarnings("unchecked")
      Place<U> next = (Place<U>) Lines.this.leave(this, result != null, refused);
      if (next != null) {
        Turn<U> itsTurn = new Turn<>(Optional.ofNullable(result), next.giveWay);
        executor.execute(() -> next.turn.complete(itsTurn));
      }
    }
  }
}
