package io.github.ddbmessaging.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is refused, with which status; and that no log has what somebody wrote. */
class BadInputTest {
  private static final String MARK = "the-secret-of-a-message";

  private final Profile bobUser = RunningChat.newUser("Bob");
  private final Browser ann = RunningChat.newBrowser("Ann");
  private final String group = ann.group("Input", bobUser);
  private final String messages = "/api/groups/" + group + "/messages";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nothing",
        "[]",
        "\"text\"",
        "{\"text\":{}}",
        "{\"text\":[\"a\"]}",
        "{\"text\":\"a\",\"unknown\":1}",
        "{\"text\":\"a\"",
        "{\"mentions\":\"a\"}",
        "{\"text\":\"a\",\"replyTo\":\"x\"}",
        "{\"text\":\"\"}",
        "{}",
        "null",
        "{\"text\":null}",
        "{\"text\":\"a\",\"attachments\":[null]}",
        "{\"text\":\"a\",\"mentions\":[null]}"
      })
  void message_whenTheBodyIsNone_is400(String body) {
    Answer answer = ann.send(ann.json("POST", messages, body).header("Idempotency-Key", "key"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(400);
    assertThat(answer.get("title")).isEqualTo("Bad Request");
    assertThat(answer.get("detail")).isNotEmpty();
  }

  @Test
  void message_whenItIsNotSaidToBeJson_is415() {
    Answer answer =
        ann.send(
            ann.request("POST", messages, BodyPublishers.ofString("text=a"))
                .header("Idempotency-Key", "key")
                .header("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void body_whenTooLarge_is413() {
    String large = "{\"text\":\"" + "a".repeat(70_000) + "\"}";

    Answer told = ann.send(ann.json("POST", messages, large).header("Idempotency-Key", "key"));
    Answer untold =
        ann.send(
            ann.request(
                    "POST",
                    messages,
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key"));

    assertThat(told.status()).isEqualTo(413);
    assertThat(untold.status()).isEqualTo(413);
    assertThat(untold.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void text_whenTooLong_is400() {
    assertThat(ann.say(group, "a".repeat(1_025)).status()).isEqualTo(400);
    assertThat(ann.say(group, "a".repeat(1_024)).status()).isEqualTo(201);
  }

  @Test
  void idempotencyKey_whenMissingOrUsed_isRefused() {
    assertThat(ann.post(messages, Map.of("text", "a")).status()).isEqualTo(400);
    assertThat(ann.postWithKey(messages, "k".repeat(129), Map.of("text", "a")).status())
        .isEqualTo(400);
    assertThat(ann.postWithKey(messages, "used", Map.of("text", "a")).status()).isEqualTo(201);
    Answer reused = ann.postWithKey(messages, "used", Map.of("text", "b"));
    assertThat(reused.status()).isEqualTo(422);
    assertThat(reused.get("code")).isEqualTo("key-reused");
  }

  @Test
  void cursor_ofAnotherListing_is400() {
    ann.say(group, "One");
    ann.say(group, "Two");
    String cursor = ann.get(messages + "?limit=1").get("older");
    Browser eve = RunningChat.newBrowser("Eve");
    String others = eve.group("Others", RunningChat.newUser("Other"));
    eve.direct(bobUser, "Hi");
    String inbox = eve.get("/api/inbox?limit=1").get("next");

    assertThat(cursor).isNotEmpty();
    assertThat(inbox).isNotEmpty();
    assertThat(eve.get("/api/groups/" + others + "/messages?cursor=" + cursor).status())
        .isEqualTo(400);
    assertThat(eve.get(messages + "?cursor=" + cursor).status()).isEqualTo(404);
    assertThat(ann.get("/api/inbox?cursor=" + cursor).status()).isEqualTo(400);
    assertThat(ann.get("/api/inbox?cursor=" + inbox).status()).isEqualTo(400);
    assertThat(ann.get(messages + "?cursor=x").status()).isEqualTo(400);
    assertThat(ann.get("/api/groups/" + group + "/changes?token=x").status()).isEqualTo(400);
    assertThat(ann.get("/api/groups/" + group + "/changes").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/groups/%00/messages",
    "GET, /api/groups/a%2fb",
    "GET, /api/groups/a%0d%0aX:%20y",
    "GET, /api/groups/a;b",
    "GET, /api/groups/%2e%2e/x",
    "GET, /api//inbox",
    "GET, /api/inbox?limit=x",
    "GET, /api/inbox?limit=0",
    "GET, /api/inbox?limit=100000",
    "GET, /api/users?query=%00",
    "DELETE, /api/messages/x",
    "PUT, /api/messages/x/reactions/y"
  })
  void request_whenMalformed_is400(String method, String path) {
    Answer answer = ann.send(ann.request(method, path, BodyPublishers.noBody()));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    // What Tomcat itself refuses has its own short page.
    assertThat(answer.header("Content-Type")).matches("application/problem.json.*|text/html.*");
    assertThat(answer.text()).doesNotContain("Exception");
  }

  @Test
  void header_whenItBreaksTheLine_addsNoOther() {
    String answer = raw("Last-Event-ID: a\rSet-Cookie: x=y");

    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("x=y");
  }

  @Test
  void head_whenTooLarge_isRefused() {
    String answer = raw("X-Large: " + "a".repeat(20_000));

    assertThat(answer).startsWith("HTTP/1.1 4");
  }

  private static String raw(String header) {
    return Wire.ask("GET /api/session HTTP/1.1", header);
  }

  @Test
  void users_whoAreNot_are400() {
    for (Object ids :
        List.of(
            List.of("x"),
            List.of("00000000-0000-0000-0000-000000000009"),
            List.of(),
            List.of(bobUser.userId().toUpperCase(java.util.Locale.ROOT)))) {
      assertThat(ann.postOnce("/api/groups", Map.of("memberIds", ids, "text", "Hi")).status())
          .isEqualTo(400);
    }
  }

  @Test
  void names_whichAreNone_are400() {
    for (String name :
        List.of("", "  ", "a".repeat(65), "a\nb", "a\u0000b", "\u200b\u2060", "\u3164", "\u0301")) {
      assertThat(ann.patch("/api/session/profile", Map.of("displayName", name)).status())
          .isEqualTo(400);
    }
    assertThat(
            ann.send(ann.json("PATCH", "/api/session/profile", "{\"displayName\":\"\\ud800\"}"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void search_takesNoPatterns() {
    assertThat(ann.get("/api/users?query=%25").json()).isEmpty();
    assertThat(ann.get("/api/users?query=_").json()).isEmpty();
    assertThat(ann.get("/api/users?query='%20or%201=1").json()).isEmpty();
  }

  @Test
  void log_hasNothingOfWhatSomebodyWrote() {
    Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Level before = root.getLevel();
    root.setLevel(Level.INFO);
    root.addAppender(log);
    try {
      String ref = ann.say(group, MARK).get("ref");
      ann.patch("/api/messages/" + ref, Map.of("text", MARK + "2", "revision", 0));
      ann.patch("/api/messages/" + ref, Map.of("text", MARK + "3", "revision", 0));
      ann.group(MARK, bobUser);
      ann.say(group, MARK.repeat(100));
      ann.send(
          ann.json("POST", messages, "{\"text\":\"" + MARK + "\",\"" + MARK + "\":1}")
              .header("Idempotency-Key", "key"));
      ann.send(ann.json("POST", messages, MARK).header("Idempotency-Key", "key"));
      ann.patch("/api/session/profile", Map.of("displayName", MARK));
      ann.patch("/api/session/profile", Map.of("displayName", MARK.repeat(9)));
      ann.get("/api/users?query=" + MARK);
      ann.send(Multipart.upload(ann, group, MARK, MARK.getBytes(StandardCharsets.UTF_8)));
      ann.put("/api/messages/" + ref + "/reactions/" + MARK, "");
      ann.delete("/api/messages/" + ref);
    } finally {
      root.detachAppender(log);
      root.setLevel(before);
    }

    assertThat(List.copyOf(log.list))
        .allSatisfy(
            event ->
                assertThat(
                        event.getFormattedMessage()
                            + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                    .doesNotContain(MARK));
  }
}
