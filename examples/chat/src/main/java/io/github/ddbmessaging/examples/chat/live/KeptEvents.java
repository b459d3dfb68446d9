package io.github.ddbmessaging.examples.chat.live;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The last events, for pages that come back. Where there are too many, those go first whose users
 * have the most: who is told of much takes no event from anybody else. Used under the lock of
 * {@link OpenPages}.
 */
final class KeptEvents {
  private final int most;
  private final int mostMissed;
  private final Map<String, UserEvents> users = new HashMap<>();

  /** Who has how many; of several who was told longest ago comes first. */
  private final NavigableMap<Integer, Set<String>> byNumber = new TreeMap<>();

  private int events;
  private long last;

  /** Up to here somebody's events went of whom nothing is kept. */
  private long forgotten;

  /**
   * Keeps some events.
   *
   * @param most how many
   * @param mostMissed how many a page can be told of at once; after more it reads anew
   */
  KeptEvents(int most, int mostMissed) {
    this.most = most;
    this.mostMissed = mostMissed;
  }

  /** The number of the last event; 0 before the first. */
  long last() {
    return last;
  }

  /** Counts the next event. */
  long next() {
    last++;
    return last;
  }

  /** Keeps the event that was counted last. */
  void keep(Set<String> recipients, Frame frame) {
    KeptEvent event = new KeptEvent(last, frame, recipients.size());
    events += recipients.isEmpty() ? 0 : 1;
    for (String user : recipients) {
      UserEvents kept = users.computeIfAbsent(user, any -> new UserEvents());
      count(user, kept.size(), kept.size() + 1);
      kept.add(event);
      if (kept.size() > mostMissed) {
        removeOldest(user);
      }
    }
    while (events > most) {
      removeOldest(byNumber.lastEntry().getValue().iterator().next());
    }
  }

  /** What a user missed after an event; empty if that is not known any more, or too much. */
  Optional<List<Frame>> missed(String userId, long after) {
    if (after > last || after < forgotten) {
      return Optional.empty();
    }
    UserEvents kept = users.get(userId);
    return kept == null ? Optional.of(List.of()) : kept.after(after);
  }

  private void removeOldest(String user) {
    UserEvents kept = users.get(user);
    if (kept == null) {
      return;
    }
    count(user, kept.size(), kept.size() - 1);
    KeptEvent gone = kept.removeOldest();
    if (gone.release()) {
      events--;
    }
    if (kept.size() == 0) {
      users.remove(user);
      forgotten = Math.max(forgotten, gone.number());
    }
  }

  private void count(String user, int before, int now) {
    Set<String> others = byNumber.get(before);
    if (others != null && others.remove(user) && others.isEmpty()) {
      byNumber.remove(before);
    }
    if (now > 0) {
      byNumber.computeIfAbsent(now, any -> new LinkedHashSet<>()).add(user);
    }
  }
}
