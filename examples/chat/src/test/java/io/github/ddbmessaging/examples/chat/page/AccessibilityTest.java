package io.github.ddbmessaging.examples.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.FilePayload;
import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That axe finds nothing to say, whatever is open. */
class AccessibilityTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  @Test
  void signIn_hasNoViolation() {
    ChatPage page = CHROMIUM.window();
    page.find(".demo-users button").first().waitFor();

    assertNoViolation(page, "sign-in");
  }

  @ParameterizedTest
  @EnumSource(names = {"DESKTOP", "SMALL_DARK_PHONE"})
  void conversation_onScreen_hasNoViolation(Screen screen) {
    Profile ann = RunningChat.newUser("Ann");
    Browser browser = Browser.signedIn(ann);
    String group = browser.group("Harbour", RunningChat.newUser("Bob"));
    String said = browser.say(group, "At the pier").get("ref");
    browser.put("/api/messages/" + said + "/reactions/%F0%9F%91%8D", "");
    ChatPage page = CHROMIUM.window(ann, screen).open("Harbour");
    page.find(".reaction").waitFor();

    assertNoViolation(page, "conversation");
  }

  /** From one to the next, as one that is open lies over others. */
  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void page_withWhateverOpen_hasNoViolation(Screen screen) {
    ChatPage signIn = CHROMIUM.window(RunningChat.address(), screen);
    signIn.find(".demo-users button").first().waitFor();
    assertNoViolation(signIn, "sign-in");
    Profile ann = RunningChat.newUser("Ann");
    Profile bob = RunningChat.newUser("Bob");
    Browser annsBrowser = Browser.signedIn(ann);
    String group = annsBrowser.group("Harbour", bob);
    Browser bobsBrowser = Browser.signedIn(bob);
    String pier = bobsBrowser.say(group, "At the pier").get("ref");
    annsBrowser.put("/api/messages/" + pier + "/reactions/%F0%9F%91%8D", "");
    annsBrowser.delete("/api/messages/" + annsBrowser.say(group, "Gone").get("ref"));
    ChatPage page = CHROMIUM.window(ann, screen);
    page.row("Harbour").waitFor();
    assertNoViolation(page, "list");

    page.open("Harbour");
    page.attach(new FilePayload("a.png", "image/png", Pictures.small()));
    page.say("With a picture");
    page.awaitSent("With a picture");
    page.page()
        .route(
            "**/api/groups/*/messages",
            route ->
                route.fulfill(
                    new FulfillOptions()
                        .setStatus(422)
                        .setContentType("application/problem+json")
                        .setBody("{\"detail\":\"Not today\"}")));
    page.say("Refused");
    page.find(".message.failed").waitFor();
    page.act("At the pier", "Reply");
    assertNoViolation(page, "conversation");

    page.find(".image").click();
    assertNoViolation(page, "picture");
    close(page);
    page.labelled("Details and members").click();
    page.dialog().locator("[role=option]").first().waitFor();
    assertNoViolation(page, "details");
    page.dialog().getByText("Leave group").click();
    assertThat(page.find("dialog")).hasCount(2);
    assertNoViolation(page, "question");
    page.dialog().getByText("Cancel").click();
    close(page);
    page.find(".composer [aria-label='Insert emoji']").click();
    page.find(".emoji").first().waitFor();
    assertNoViolation(page, "emoji");
    page.page().keyboard().press("Escape");
    page.find(".conversation [aria-label=More]").click();
    page.find("[role=menuitem]").first().waitFor();
    assertNoViolation(page, "menu");
    page.page().keyboard().press("Escape");

    page.page().goBack();
    page.labelled("New chat").click();
    page.dialog().locator("[role=option]").first().click();
    assertNoViolation(page, "new chat");
    close(page);
    page.find(".face-button").click();
    assertNoViolation(page, "profile");
  }

  private static void close(ChatPage page) {
    page.dialog().locator(".close").click();
    assertThat(page.find("dialog")).hasCount(0);
  }

  private static void assertNoViolation(ChatPage page, String what) {
    assertThat(new AxeBuilder(page.page()).analyze().getViolations())
        .as("Violations of " + what)
        .isEmpty();
  }
}
