package io.github.ddbmessaging.examples.chat.live;

import tools.jackson.databind.json.JsonMapper;

/** Events as bytes of an event stream. JSON has no line breaks, so each has one line of data. */
final class Frames {
  private final JsonMapper json;

  Frames(JsonMapper json) {
    this.json = json;
  }

  Frame event(EventId id, String name, Object data) {
    return new Frame(
        "id: " + id + "\nevent: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n");
  }

  /** Tells a browser up to where it is, and how long to wait before it comes back. */
  static Frame start(EventId id, long retryMillis) {
    return new Frame("retry: " + retryMillis + "\nid: " + id + "\n\n");
  }

  /** Nothing happened: keeps proxies from closing, and moves on where a page would resume. */
  static Frame heartbeat(EventId id) {
    return new Frame(": here\nid: " + id + "\n\n");
  }
}
