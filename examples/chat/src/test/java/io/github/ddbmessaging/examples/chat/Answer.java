package io.github.ddbmessaging.examples.chat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(HttpResponse<byte[]> response) {
  /** The HTTP status. */
  public int status() {
    return response.statusCode();
  }

  /** A header, or nothing. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The body as text. */
  public String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** The body as JSON. */
  public JsonNode json() {
    return JsonMapper.shared().readTree(response.body());
  }

  /** A field of the body as text. */
  public String get(String field) {
    return json().path(field).asString("");
  }
}
