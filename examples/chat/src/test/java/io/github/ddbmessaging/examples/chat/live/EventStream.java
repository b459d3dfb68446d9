package io.github.ddbmessaging.examples.chat.live;

import io.github.ddbmessaging.examples.chat.Browser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The event stream of a page, read by a thread of its own. */
final class EventStream implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  /** An event; its name is empty if it only moves on where to resume. */
  record Event(String id, String name, JsonNode data) {
    String text(String field) {
      return data.path(field).asString("");
    }

    /** The text of the message that it tells of. */
    String message() {
      return data.path("message").path("text").asString("");
    }
  }

  private static final Event END = new Event("", "end", JsonMapper.shared().createObjectNode());

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<Event> seen = new ArrayList<>();
  private volatile String lastId = "";

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    Thread reader = new Thread(this::read, "event stream");
    reader.setDaemon(true);
    reader.start();
  }

  /** Opens one, and waits until it has begun. */
  static EventStream open(Browser browser) {
    return open(browser.request("GET", "/api/events", BodyPublishers.noBody()), browser);
  }

  static EventStream resume(Browser browser, String lastId) {
    return open(
        browser
            .request("GET", "/api/events", BodyPublishers.noBody())
            .header("Last-Event-ID", lastId),
        browser);
  }

  private static EventStream open(HttpRequest.Builder request, Browser browser) {
    HttpResponse<InputStream> response = browser.open(request);
    if (response.statusCode() != 200) {
      throw new AssertionError("Status " + response.statusCode());
    }
    EventStream stream = new EventStream(response);
    return stream;
  }

  /** Waits for its first sign of life: from then on it misses nothing. */
  EventStream begun() {
    await(event -> event.name().isEmpty());
    return this;
  }

  private void read() {
    String id = "";
    String name = "";
    JsonNode data = JsonMapper.shared().createObjectNode();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          data = JsonMapper.shared().readTree(line.substring("data: ".length()));
        } else if (line.isEmpty()) {
          lastId = id;
          events.add(new Event(id, name, data));
          name = "";
        }
      }
    } catch (IOException e) {
      // It was closed, by this or that side.
    }
    events.add(END);
  }

  /** Waits for an event that fits; those before it are kept in {@link #seen}. */
  Event await(Predicate<Event> wanted) {
    while (true) {
      try {
        Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null || event.equals(END)) {
          throw new AssertionError(
              (event == null ? "Nothing came" : "It ended") + " after " + seen);
        }
        seen.add(event);
        if (wanted.test(event)) {
          return event;
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Waits until it tells of a message with this text. */
  Event awaitMessage(String type, String text) {
    return await(
        event ->
            event.name().equals("message")
                && event.text("type").equals(type)
                && event.message().equals(text));
  }

  /** Waits until the service ends it. */
  void awaitEnd() {
    try {
      for (Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
          !END.equals(event);
          event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        if (event == null) {
          throw new AssertionError("It did not end");
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The events that {@link #await} passed, with the one that it returned. */
  List<Event> seen() {
    return seen.stream().filter(event -> !event.name().isEmpty()).toList();
  }

  String lastId() {
    return lastId;
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
