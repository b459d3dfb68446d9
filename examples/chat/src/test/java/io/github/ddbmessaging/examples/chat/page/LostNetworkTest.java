package io.github.ddbmessaging.examples.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The network goes away at a bad moment: nothing is lost, and nothing doubled. */
class LostNetworkTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final String BEGINNING = "The beginning of Harbour";

  private final Profile ann = RunningChat.newUser("Ann");
  private final Profile bob = RunningChat.newUser("Bob");
  private final Browser bobsBrowser = Browser.signedIn(bob);
  private String group;

  @BeforeEach
  void meet() {
    group = Browser.signedIn(ann).group("Harbour", bob);
  }

  @Test
  void send_whoseRequestIsLost_arrivesOnceAndInOrder() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    loseFirstSend(page, route -> route.abort("connectionreset"));

    page.say("One");
    page.say("Two");

    page.awaitSent("One");
    page.awaitSent("Two");
    assertKept(page, BEGINNING, "One", "Two");
  }

  @Test
  void send_whoseAnswerIsLost_arrivesOnceAndInOrder() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    loseFirstSend(
        page,
        route -> {
          Answers.fetch(route);
          route.abort("connectionreset");
        });

    page.say("One");
    page.say("Two");

    page.awaitSent("One");
    page.awaitSent("Two");
    assertKept(page, BEGINNING, "One", "Two");
  }

  @Test
  void send_whosePageIsReloadedBeforeItsAnswer_arrivesOnce() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    AtomicBoolean arrived = new AtomicBoolean();
    loseFirstSend(
        page,
        route -> {
          Answers.fetch(route);
          arrived.set(true);
        });
    page.say("One");
    page.page().waitForCondition(arrived::get);

    page.page().reload();

    page.awaitSent("One");
    page.awaitNothingToSend();
    assertKept(page, BEGINNING, "One");
  }

  @Test
  void page_withoutNetwork_saysSo() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");

    page.page().context().setOffline(true);

    assertThat(page.find(".banner")).containsText("No connection");
  }

  @Test
  void page_whoseNetworkComesBack_sendsWhatWasWritten() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    page.page().context().setOffline(true);
    page.say("One");
    page.say("Two");
    assertThat(page.find(".message.pending")).hasCount(2);

    page.page().context().setOffline(false);

    page.awaitSent("One");
    page.awaitSent("Two");
    assertKept(page, BEGINNING, "One", "Two");
  }

  @Test
  void page_whoseNetworkComesBack_showsWhatItMissed() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    page.page().context().setOffline(true);
    bobsBrowser.say(group, "Meanwhile");

    page.page().context().setOffline(false);

    page.awaitSent("Meanwhile");
  }

  @Test
  void page_whoseEventsBeginLate_missesNothing() {
    ChatPage page = CHROMIUM.window(ann);
    List<Route> held = reloadWithoutEvents(page);
    page.awaitList();
    bobsBrowser.say(group, "Early");

    held.forEach(LostNetworkTest::beginEvents);

    assertThat(page.row("Bob: Early")).isVisible();
  }

  @Test
  void conversation_whoseEventsBeginLate_missesNothing() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    List<Route> held = reloadWithoutEvents(page);
    page.awaitSent(BEGINNING);
    bobsBrowser.say(group, "Early");

    held.forEach(LostNetworkTest::beginEvents);

    page.awaitSent("Early");
  }

  /** Nothing comes with them: what the page learns then, it has asked for. */
  private static void beginEvents(Route route) {
    route.fulfill(
        new FulfillOptions().setContentType("text/event-stream").setBody("retry: 600000\n\n"));
  }

  private static List<Route> reloadWithoutEvents(ChatPage page) {
    List<Route> held = new ArrayList<>();
    page.page().route("**/api/events", held::add);
    page.page().reload();
    page.page().waitForCondition(() -> !held.isEmpty());
    return held;
  }

  private static void loseFirstSend(ChatPage page, Consumer<Route> how) {
    AtomicBoolean lost = new AtomicBoolean();
    page.page()
        .route(
            "**/api/groups/*/messages",
            route -> {
              if (lost.compareAndSet(false, true)) {
                how.accept(route);
              } else {
                route.resume();
              }
            });
  }

  /** Page and service have these, and nothing else. */
  private void assertKept(ChatPage page, String... texts) {
    assertThat(page.texts()).containsExactly(texts);
    assertThat(stored()).containsExactly(texts);
  }

  /** What the service has, oldest first. */
  private List<String> stored() {
    List<String> texts = new ArrayList<>();
    bobsBrowser
        .get("/api/groups/" + group + "/messages?limit=50")
        .json()
        .path("items")
        .forEach(message -> texts.add(0, message.path("text").asString()));
    return texts;
  }
}
