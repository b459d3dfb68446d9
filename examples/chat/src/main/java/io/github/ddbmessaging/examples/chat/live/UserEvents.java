package io.github.ddbmessaging.examples.chat.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last events that one user was told of. */
final class UserEvents {
  private final Deque<KeptEvent> kept = new ArrayDeque<>();

  /** The number of the last one that is not kept any more. */
  private long removed;

  int size() {
    return kept.size();
  }

  void add(KeptEvent event) {
    kept.addLast(event);
  }

  KeptEvent removeOldest() {
    KeptEvent oldest = kept.removeFirst();
    removed = oldest.number();
    return oldest;
  }

  /** Those after an event; empty if some of them are not kept any more. */
  Optional<List<Frame>> after(long number) {
    return number < removed
        ? Optional.empty()
        : Optional.of(
            kept.stream().filter(event -> event.number() > number).map(KeptEvent::frame).toList());
  }
}
