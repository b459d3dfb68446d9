package io.github.ddbmessaging.examples.chat;

import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.session.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests as a page does: with its cookies and the token against forged requests. */
public final class Browser {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Map<String, String> cookies = new TreeMap<>();

  /** A browser in which nobody is signed in, with the token. */
  public static Browser opened() {
    Browser browser = new Browser();
    browser.get("/api/session");
    return browser;
  }

  /** A browser in which a user is signed in. */
  public static Browser signedIn(Profile user) {
    Browser browser = new Browser();
    browser.cookies.put("chat-session", Tokens.of(user));
    Answer answer = browser.get("/api/session");
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
    return browser;
  }

  public Browser withCookie(String name, String value) {
    Browser copy = new Browser();
    copy.cookies.putAll(cookies);
    copy.cookies.put(name, value);
    return copy;
  }

  public Browser withoutCookie(String name) {
    Browser copy = new Browser();
    copy.cookies.putAll(cookies);
    copy.cookies.remove(name);
    return copy;
  }

  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  public Answer get(String path) {
    return send(request("GET", path, BodyPublishers.noBody()));
  }

  public Answer delete(String path) {
    return send(request("DELETE", path, BodyPublishers.noBody()));
  }

  public Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  public Answer put(String path, Object body) {
    return send("PUT", path, body);
  }

  public Answer patch(String path, Object body) {
    return send("PATCH", path, body);
  }

  public Answer send(String method, String path, Object body) {
    return send(json(method, path, JsonMapper.shared().writeValueAsString(body)));
  }

  /** Posts with an idempotency key of its own. */
  public Answer postOnce(String path, Object body) {
    return postWithKey(path, UUID.randomUUID().toString(), body);
  }

  public Answer postWithKey(String path, String key, Object body) {
    return send(
        json("POST", path, JsonMapper.shared().writeValueAsString(body))
            .header("Idempotency-Key", key));
  }

  /** Sends a message; returns it. */
  public Answer say(String groupId, String text) {
    return postOnce("/api/groups/" + groupId + "/messages", Map.of("text", text));
  }

  /** Starts a group; returns its id. */
  public String group(String title, Profile... others) {
    return started(
        Map.of("title", title, "memberIds", ids(others), "text", "The beginning of " + title));
  }

  /** Starts a direct chat; returns its id. */
  public String direct(Profile other, String text) {
    return started(Map.of("memberIds", ids(other), "text", text));
  }

  private String started(Map<String, ?> body) {
    Answer answer = postOnce("/api/groups", body);
    if (answer.status() != 201) {
      throw new AssertionError(answer.text());
    }
    return answer.json().path("group").path("id").asString();
  }

  private static List<String> ids(Profile... users) {
    return List.of(users).stream().map(Profile::userId).toList();
  }

  /** A request with a body of JSON. */
  public HttpRequest.Builder json(String method, String path, String body) {
    return request(method, path, BodyPublishers.ofString(body))
        .header("Content-Type", "application/json");
  }

  /** A request as this browser sends it. */
  public HttpRequest.Builder request(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(RunningChat.address() + path)).method(method, body);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (cookies.containsKey("XSRF-TOKEN")) {
      request.header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"));
    }
    return request;
  }

  /** Sends a request and keeps the cookies of the answer. */
  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      keepCookies(response);
      return new Answer(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens the event stream. */
  public HttpResponse<InputStream> open(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void keepCookies(HttpResponse<?> response) {
    for (String header : response.headers().allValues("Set-Cookie")) {
      String cookie = header.substring(0, header.indexOf(';'));
      int equals = cookie.indexOf('=');
      String value = cookie.substring(equals + 1);
      if (value.isEmpty()) {
        cookies.remove(cookie.substring(0, equals));
      } else {
        cookies.put(cookie.substring(0, equals), value);
      }
    }
  }
}
