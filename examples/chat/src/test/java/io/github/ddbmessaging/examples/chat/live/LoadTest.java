package io.github.ddbmessaging.examples.chat.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many pages and senders for a minute. */
@Tag("long")
class LoadTest {
  private static final int PAGES = 200;
  private static final int SENDERS = 50;

  /** Each sender has a group of its own. */
  private static final int MEMBERS = PAGES / SENDERS;

  private static final int MOST_TRIES = 5;
  private static final int SECONDS = 60;

  /** DynamoDB Local writes one transaction after the other, some 30 to 60 a second on two cores. */
  private static final int PAUSE_SECONDS = 3;

  private static final int MESSAGES = SECONDS / PAUSE_SECONDS;
  private static final int WARM_SECONDS = 10;
  private static final int BYTES_IN_MEGABYTE = 1 << 20;

  /** A message's sender, its number, and when it was sent. */
  private static final Pattern TEXT = Pattern.compile("\"text\":\"load (\\d+) (\\d+) (\\d+)\"");

  private final CountDownLatch wanted = new CountDownLatch(SENDERS * MESSAGES * MEMBERS);
  private final LongAdder doubled = new LongAdder();

  /** How often it took so many milliseconds from send to seen; the last one is longer. */
  private final LongAdder[] took = new LongAdder[60_000];

  private final List<Listener> listeners = new ArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(SENDERS);

  /** An open page that counts what it is told, and keeps nothing else. */
  private final class Listener extends Thread {
    private final InputStream events;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final BitSet seen = new BitSet();

    Listener(Browser browser) {
      super("page");
      setDaemon(true);
      HttpResponse<InputStream> response =
          browser.open(browser.request("GET", "/api/events", BodyPublishers.noBody()));
      assertThat(response.statusCode()).isEqualTo(200);
      events = response.body();
    }

    @Override
    public void run() {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
        String name = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("id: ")) {
            begun.countDown();
          } else if (line.startsWith("event: ")) {
            name = line;
          } else if (line.startsWith("data: ") && name.equals("event: message")) {
            count(line);
          }
        }
      } catch (IOException e) {
        // The end of the test closes it.
      }
    }

    private void count(String line) {
      Matcher text = TEXT.matcher(line);
      if (!text.find()) {
        return;
      }
      long nanos = System.nanoTime() - Long.parseLong(text.group(3));
      int millis = (int) Math.min(took.length - 1, TimeUnit.NANOSECONDS.toMillis(nanos));
      int number = Integer.parseInt(text.group(1)) * MESSAGES + Integer.parseInt(text.group(2));
      if (seen.get(number)) {
        doubled.increment();
        return;
      }
      seen.set(number);
      took[millis].increment();
      wanted.countDown();
    }
  }

  /** Says something now and then. */
  private final class Sender implements Runnable {
    private final int number;
    private final Browser browser;
    private final String group;
    private int sent;

    Sender(int number, Browser browser, String group) {
      this.number = number;
      this.browser = browser;
      this.group = group;
    }

    @Override
    public void run() {
      if (sent == MESSAGES) {
        return;
      }
      String text = "load " + number + " " + sent + " " + System.nanoTime();
      sent++;
      String key = UUID.randomUUID().toString();
      String path = "/api/groups/" + group + "/messages";
      int status = 503;
      // As the page does.
      for (int tries = 0; tries < MOST_TRIES && status >= 500; tries++) {
        status = browser.postWithKey(path, key, Map.of("text", text)).status();
      }
      if (status == 201) {
        accepted.incrementAndGet();
      }
    }
  }

  @AfterEach
  void end() throws IOException {
    threads.shutdownNow();
    for (Listener listener : listeners) {
      listener.events.close();
    }
  }

  @Test
  void pages_whileManySend_missNothingAndSeeItInTime()
      throws InterruptedException, ExecutionException {
    Arrays.setAll(took, millis -> new LongAdder());
    List<Sender> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      Profile[] users =
          IntStream.range(0, MEMBERS)
              .mapToObj(n -> RunningChat.newUser("U"))
              .toArray(Profile[]::new);
      List<Browser> browsers = Arrays.stream(users).map(Browser::signedIn).toList();
      String id = browsers.get(0).group("Load", Arrays.copyOfRange(users, 1, MEMBERS));
      browsers.forEach(browser -> listeners.add(new Listener(browser)));
      senders.add(new Sender(sender, browsers.get(0), id));
    }
    listeners.forEach(Thread::start);
    for (Listener listener : listeners) {
      listener.begun.await();
    }

    ScheduledFuture<Long> early =
        threads.schedule(LoadTest::heapInUse, WARM_SECONDS, TimeUnit.SECONDS);
    List<Future<?>> sending = new ArrayList<>();
    for (Sender sender : senders) {
      long pause = TimeUnit.SECONDS.toMicros(PAUSE_SECONDS);
      long delay = sender.number * pause / SENDERS;
      sending.add(threads.scheduleAtFixedRate(sender, delay, pause, TimeUnit.MICROSECONDS));
    }
    boolean all = wanted.await(2 * SECONDS, TimeUnit.SECONDS);
    long late = heapInUse();

    System.out.printf(
        "%d pages, %d senders, %d messages: seen within %d ms (half), %d ms (99 of 100), %d ms"
            + " (all); heap %d MB, then %d MB%n",
        PAGES,
        SENDERS,
        accepted.get(),
        quantile(0.5),
        quantile(0.99),
        quantile(1),
        early.get() / BYTES_IN_MEGABYTE,
        late / BYTES_IN_MEGABYTE);
    // One that failed would be done.
    assertThat(sending).noneMatch(Future::isDone);
    assertThat(accepted).hasValue(SENDERS * MESSAGES);
    assertThat(wanted.getCount()).as("Lost").isZero();
    assertThat(all).isTrue();
    assertThat(doubled.sum()).as("Doubled").isZero();
    assertThat(quantile(0.99)).isLessThanOrEqualTo(1000);
    assertThat((double) late).isLessThanOrEqualTo(1.2 * early.get());
  }

  private long quantile(double share) {
    long counted = Arrays.stream(took).mapToLong(LongAdder::sum).sum();
    long below = 0;
    int millis = 0;
    while (millis < took.length - 1) {
      below += took[millis].sum();
      if (below >= share * counted) {
        break;
      }
      millis++;
    }
    return millis;
  }

  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
