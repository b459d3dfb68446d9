package io.github.ddbmessaging.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.web.Drained;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One user who asks for far too much, and another who does not notice. */
class RateLimitTest {
  private static final int BURST = Integer.getInteger("chat.burst", 10_000);
  private static final int AT_ONCE = 32;

  @Test
  void burst_ofOneUser_isRefusedAndSlowsNobodyElse()
      throws InterruptedException, ExecutionException {
    Browser ann = RunningChat.newBrowser("Ann");
    Browser bob = RunningChat.newBrowser("Bob");
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request = ann.request("GET", "/api/users", BodyPublishers.noBody()).build();
    Callable<List<HttpResponse<String>>> share =
        () -> {
          List<HttpResponse<String>> answers = new ArrayList<>();
          for (int sent = 0; sent < BURST / AT_ONCE; sent++) {
            answers.add(http.send(request, BodyHandlers.ofString()));
          }
          return answers;
        };
    Instant begin = Instant.now();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    List<HttpResponse<String>> answers = new ArrayList<>();
    List<Integer> bobs = new ArrayList<>();
    try {
      List<Future<List<HttpResponse<String>>>> shares = new ArrayList<>();
      for (int thread = 0; thread < AT_ONCE; thread++) {
        shares.add(threads.submit(share));
      }
      for (int asked = 0; asked < 20; asked++) {
        bobs.add(bob.get("/api/inbox").status());
      }
      for (Future<List<HttpResponse<String>>> one : shares) {
        answers.addAll(one.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(bobs).containsOnly(200);
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 429);
    // What is at once, and what came back in that time.
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 200).count())
        .isBetween(200L, 200 + 50 * (Duration.between(begin, Instant.now()).toSeconds() + 1));
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 429))
        .isNotEmpty()
        .allSatisfy(
            answer -> {
              assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
              assertThat(answer.body()).contains("\"code\":\"rate\"");
            });
  }

  @Test
  void limits_hold_howeverThePathIsSpelled() {
    Profile ann = RunningChat.newUser("Ann");
    Browser browser = Browser.signedIn(ann);

    Drained.user(
        ann,
        () ->
            assertThat(untilOtherThan(200, () -> browser.get("/%61pi/users").status()))
                .isEqualTo(429));
  }

  /** They come through a proxy, which says their addresses. */
  @ParameterizedTest
  @CsvSource({
    "203.0.113.2, GET /api/inbox HTTP/1.1, Cookie: chat-session=x, 401",
    "203.0.113.3, GET /api/inbox HTTP/1.1, Accept: */*, 401",
    "203.0.113.4, DELETE /api/messages/x HTTP/1.1, Accept: */*, 403"
  })
  void strangers_ofOneAddress_areRefusedAndSlowNobodyElse(
      String address, String request, String header, String refusal) {
    Supplier<String> ask = () -> Wire.ask(request, header, "X-Forwarded-For: " + address);
    String usual = "HTTP/1.1 " + refusal;
    assertThat(ask.get()).startsWith(usual);

    Drained.address(
        address,
        () ->
            assertThat(untilOtherThan(usual, ask, String::startsWith))
                .startsWith("HTTP/1.1 429")
                .contains("Retry-After: 1"));
    assertThat(Wire.ask(request, header)).startsWith(usual);
    assertThat(RunningChat.newBrowser("Ann").get("/api/inbox").status()).isEqualTo(200);
  }

  private static int untilOtherThan(int status, Supplier<Integer> ask) {
    return untilOtherThan(status, ask, Integer::equals);
  }

  /** A request may be quicker than who takes all others. */
  private static <T, U> T untilOtherThan(U usual, Supplier<T> ask, BiPredicate<T, U> isUsual) {
    T answer = ask.get();
    for (int asked = 1; asked < 500 && isUsual.test(answer, usual); asked++) {
      answer = ask.get();
    }
    return answer;
  }
}
