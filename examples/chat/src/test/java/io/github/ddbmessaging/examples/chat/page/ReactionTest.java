package io.github.ddbmessaging.examples.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reactions come and go under the eyes of others. */
class ReactionTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final String PIER = "At the pier";
  private static final String PARTY = "%F0%9F%8E%89";

  private final Profile ann = RunningChat.newUser("Ann");
  private final Profile bob = RunningChat.newUser("Bob");
  private final Browser annsBrowser = Browser.signedIn(ann);
  private final Browser bobsBrowser = Browser.signedIn(bob);
  private String group;
  private String path;

  @BeforeEach
  void meet() {
    group = annsBrowser.group("Harbour", bob);
    path = "/api/messages/" + annsBrowser.say(group, PIER).get("ref");
  }

  @Test
  void reaction_whenChosen_isShownToTheOther() {
    ChatPage annsPage = conversationOf(ann);
    ChatPage bobsPage = conversationOf(bob);

    bobsPage.act(PIER, "React");
    bobsPage.labelled("party").click();

    assertThat(reactions(annsPage)).hasAttribute("aria-label", "🎉 1, Bob");
  }

  @Test
  void reaction_ofBoth_isShownWithBoth() {
    react(annsBrowser);
    ChatPage annsPage = conversationOf(ann);
    ChatPage bobsPage = conversationOf(bob);

    reactions(bobsPage).click();

    assertThat(reactions(annsPage)).hasAttribute("aria-label", "🎉 2, You and Bob");
  }

  @Test
  void reaction_whenTakenBack_isGoneForTheOther() {
    react(bobsBrowser);
    ChatPage annsPage = conversationOf(ann);
    ChatPage bobsPage = conversationOf(bob);
    assertThat(reactions(annsPage)).hasCount(1);

    reactions(bobsPage).click();

    assertThat(reactions(annsPage)).hasCount(0);
  }

  @Test
  void reaction_thatComesBeforeAnOlderAnswer_stays() {
    ChatPage annsPage = conversationOf(ann);
    Map<Route, APIResponse> held = new LinkedHashMap<>();
    annsPage
        .page()
        .route("**/api/groups/*/messages?*", route -> held.put(route, Answers.fetch(route)));
    annsPage.page().context().setOffline(true);
    annsPage.page().context().setOffline(false);
    annsPage.page().waitForCondition(() -> !held.isEmpty());

    react(bobsBrowser);
    assertThat(reactions(annsPage)).hasCount(1);
    held.forEach(
        (route, old) ->
            route.fulfill(
                new FulfillOptions()
                    .setResponse(old)
                    .setBody(old.text().replace("The beginning of Harbour", "From before"))));
    annsPage.awaitSent("From before");

    assertThat(reactions(annsPage)).hasCount(1);
  }

  @Test
  void reaction_toAMessageThatIsGone_isTakenBackAndSaid() {
    react(annsBrowser);
    ChatPage bobsPage = conversationWithoutEvents(bob);
    annsBrowser.delete(path);

    reactions(bobsPage).click();

    assertThat(bobsPage.find("#toast"))
        .hasText("No reaction set: There is no such message, or it is deleted");
    assertThat(reactions(bobsPage)).hasAttribute("aria-label", "🎉 1, Ann");
  }

  @Test
  void reaction_toAMessageThatGoesWhileOneChooses_isSaid() {
    ChatPage bobsPage = conversationOf(bob);
    bobsPage.act(PIER, "React");
    annsBrowser.delete(path);
    bobsPage.awaitSent("Message deleted");

    bobsPage.labelled("party").click();

    assertThat(bobsPage.find("#toast")).hasText("This message was deleted meanwhile.");
    assertThat(reactions(bobsPage)).hasCount(0);
  }

  private void react(Browser browser) {
    browser.put(path + "/reactions/" + PARTY, "");
  }

  private static ChatPage conversationOf(Profile user) {
    ChatPage page = CHROMIUM.window(user).open("Harbour");
    page.awaitSent(PIER);
    return page;
  }

  /** A page that does not learn what others do. */
  private static ChatPage conversationWithoutEvents(Profile user) {
    ChatPage page = CHROMIUM.window(user);
    page.page().route("**/api/events", route -> {});
    page.page().reload();
    page.awaitList();
    page.open("Harbour").awaitSent(PIER);
    return page;
  }

  private static Locator reactions(ChatPage page) {
    return page.find(".reaction");
  }
}
