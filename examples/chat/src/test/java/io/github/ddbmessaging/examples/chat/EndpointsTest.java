package io.github.ddbmessaging.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint there is, found by itself, and who is refused. */
class EndpointsTest {
  private static final Set<String> OPEN =
      Set.of("POST /api/session", "DELETE /api/session", "GET /api/demo/users");

  record Endpoint(String method, String path) {
    /** A path of an endpoint, with something in place of its variables. */
    String filled() {
      return path.replace("{attachmentId}", "00000000-0000-0000-0000-000000000001")
          .replaceAll("\\{[^}]*}", "x");
    }

    boolean changes() {
      return !method.equals("GET");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static List<Endpoint> endpoints() {
    return RunningChat.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .stream()
        .filter(mapping -> !mapping.getPatternValues().contains("/error"))
        .flatMap(
            mapping ->
                mapping.getPatternValues().stream()
                    .flatMap(
                        path ->
                            mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> new Endpoint(method.name(), path))))
        .toList();
  }

  static Stream<Endpoint> closed() {
    return endpoints().stream().filter(endpoint -> !OPEN.contains(endpoint.toString()));
  }

  static Stream<Endpoint> changing() {
    return endpoints().stream().filter(Endpoint::changes);
  }

  @Test
  void endpoints_areThoseOfTheContract() {
    assertThat(new TreeSet<>(endpoints().stream().map(Endpoint::toString).toList()))
        .hasSizeGreaterThanOrEqualTo(26)
        .containsAll(OPEN)
        .allMatch(endpoint -> endpoint.contains(" /api/"));
  }

  @ParameterizedTest
  @MethodSource("closed")
  void anyEndpoint_whenNobodyIsSignedIn_is401(Endpoint endpoint) {
    Answer answer = call(Browser.opened(), endpoint);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.get("code")).isEqualTo("sign-in");
  }

  @ParameterizedTest
  @MethodSource("changing")
  void changingEndpoint_whenAnotherSiteSendsIt_is403(Endpoint endpoint) {
    // A browser sends cookies along; the header only a script of this site can set.
    Browser forged = RunningChat.newBrowser("Ann").withoutCookie("XSRF-TOKEN");

    Answer answer = call(forged, endpoint);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.get("code")).isEqualTo("csrf");
  }

  @ParameterizedTest
  @MethodSource("changing")
  void changingEndpoint_whenHeaderAndCookieDiffer_is403(Endpoint endpoint) {
    Browser ann = RunningChat.newBrowser("Ann");

    Answer answer =
        ann.send(
            ann.withoutCookie("XSRF-TOKEN")
                .request(endpoint.method(), endpoint.filled(), BodyPublishers.noBody())
                .header("X-XSRF-TOKEN", ann.cookie("XSRF-TOKEN")));

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void otherPaths_areNotThere() {
    Browser ann = RunningChat.newBrowser("Ann");

    assertThat(ann.get("/api/nothing").status()).isEqualTo(404);
    assertThat(ann.get("/actuator/env").status()).isIn(401, 403, 404);
    assertThat(ann.get("/actuator/heapdump").status()).isIn(401, 403, 404);
    assertThat(Browser.opened().get("/api/nothing").status()).isEqualTo(401);
    assertThat(ann.send("DELETE", "/api/inbox", "").status()).isEqualTo(405);
  }

  @Test
  void everyAnswer_tellsBrowsersWhatThePageMayDo() {
    Answer answer = Browser.opened().get("/api/demo/users");

    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none';"
                + " frame-ancestors 'none'; form-action 'self'");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
  }

  @Test
  void health_isOpen() {
    assertThat(Browser.opened().get("/actuator/health").get("status")).isEqualTo("UP");
  }

  @Test
  void metrics_countCallsOfTheLibrary() {
    RunningChat.newBrowser("Ann").get("/api/inbox");

    assertThat(Browser.opened().get("/actuator/prometheus").text())
        .contains("ddb_messaging_calls_seconds_count{")
        .contains("operation=\"listInbox\"")
        .contains("chat_live_pages");
  }

  private static Answer call(Browser browser, Endpoint endpoint) {
    return browser.send(
        browser.request(endpoint.method(), endpoint.filled(), BodyPublishers.noBody()));
  }
}
