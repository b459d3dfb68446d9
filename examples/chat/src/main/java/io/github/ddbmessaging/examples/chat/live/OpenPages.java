package io.github.ddbmessaging.examples.chat.live;

import io.github.ddbmessaging.examples.chat.ChatSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages that are open at this instance. Each event gets a number and is handed to the pages of
 * its recipients in one step, so that a page which comes back misses nothing and sees one order.
 */
@Component
public class OpenPages implements SmartLifecycle {
  private static final long RETRY_MILLIS = 1_000;

  private final String run = UUID.randomUUID().toString().replace("-", "");
  private final Frames frames;
  private final int pagesPerUser;
  private final Counter sent;
  private final Object lock = new Object();
  private final KeptEvents kept;
  private final Map<String, Set<Page>> pages = new HashMap<>();
  private boolean running;

  OpenPages(ChatSettings settings, JsonMapper json, Fanout fanout, MeterRegistry meters) {
    frames = new Frames(json);
    kept = new KeptEvents(settings.live().kept(), Page.MOST_WAITING / 2);
    pagesPerUser = settings.live().pagesPerUser();
    sent = Counter.builder("chat.live.events").description("Events of open pages").register(meters);
    Gauge.builder("chat.live.pages", this, OpenPages::count)
        .description("Open pages")
        .register(meters);
    fanout.subscribe(this::tell);
  }

  /** Whether a user may open one more page. */
  boolean hasRoom(String userId) {
    synchronized (lock) {
      return pages.getOrDefault(userId, Set.of()).size() < pagesPerUser;
    }
  }

  /**
   * Adds a page, with what it missed. Where that is not known any more, it is told to read anew.
   *
   * @return false if the user has too many, or the service is about to end
   */
  boolean add(Page page, @Nullable String lastEventId) {
    synchronized (lock) {
      if (!running || !hasRoom(page.userId())) {
        return false;
      }
      if (lastEventId != null) {
        Optional<List<Frame>> missed =
            EventId.parse(lastEventId)
                .filter(id -> id.run().equals(run))
                .flatMap(id -> kept.missed(page.userId(), id.number()));
        missed.ifPresentOrElse(
            all -> all.forEach(page::offer),
            () -> page.offer(frames.event(lastId(), "resync", Map.of())));
      }
      page.offer(Frames.start(lastId(), RETRY_MILLIS));
      pages.computeIfAbsent(page.userId(), user -> new LinkedHashSet<>()).add(page);
    }
    return true;
  }

  void remove(Page page) {
    synchronized (lock) {
      Set<Page> ofUser = pages.get(page.userId());
      if (ofUser != null && ofUser.remove(page) && ofUser.isEmpty()) {
        pages.remove(page.userId());
      }
    }
  }

  private void tell(LiveEvent event) {
    List<Page> told = new ArrayList<>();
    synchronized (lock) {
      Frame frame = frames.event(new EventId(run, kept.next()), event.name(), event.data());
      kept.keep(event.recipients(), frame);
      for (String user : event.recipients()) {
        for (Page page : pages.getOrDefault(user, Set.of())) {
          page.offer(frame);
          told.add(page);
        }
      }
    }
    sent.increment(told.size());
    told.forEach(Page::drain);
  }

  @Scheduled(fixedDelayString = "${chat.live.heartbeat:15s}")
  void heartbeat() {
    List<Page> told;
    synchronized (lock) {
      Frame frame = Frames.heartbeat(lastId());
      told = all();
      told.forEach(page -> page.offer(frame));
    }
    told.forEach(Page::drain);
  }

  private EventId lastId() {
    return new EventId(run, kept.last());
  }

  private List<Page> all() {
    return pages.values().stream().flatMap(Set::stream).toList();
  }

  private int count() {
    synchronized (lock) {
      return pages.values().stream().mapToInt(Set::size).sum();
    }
  }

  @Override
  public void start() {
    synchronized (lock) {
      running = true;
    }
  }

  /** Before the server waits for requests to end: these would not. */
  @Override
  public void stop() {
    List<Page> open;
    synchronized (lock) {
      running = false;
      open = all();
    }
    open.forEach(Page::end);
    open.forEach(Page::drain);
  }

  @Override
  public boolean isRunning() {
    synchronized (lock) {
      return running;
    }
  }
}
