package io.github.ddbmessaging.examples.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody needs a mouse. */
class KeyboardTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final int MOST_STEPS = 20;

  private final Profile ann = RunningChat.newUser("Ann");
  private final Profile bob = RunningChat.newUser("Bob");

  @BeforeEach
  void meet() {
    Browser.signedIn(ann).group("Harbour", bob);
  }

  @Test
  void keys_fromTheList_openAConversationAndSend() {
    ChatPage page = CHROMIUM.window(ann);
    page.row("Harbour").waitFor();

    go(page, "Tab", ".rows a");
    press(page, "Enter");
    page.awaitOpen();
    page.page().keyboard().type("Without a mouse");
    press(page, "Enter");

    page.awaitSent("Without a mouse");
  }

  @Test
  void keys_onAMessage_answerIt() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    page.awaitSent("The beginning of Harbour");

    go(page, "Shift+Tab", ".message");
    press(page, "r");
    page.page().keyboard().type("Without a mouse");
    press(page, "Enter");

    assertThat(page.messages("Without a mouse").locator(".quote .what"))
        .hasText("The beginning of Harbour");
  }

  @Test
  void keys_inAMessage_reactToIt() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    page.awaitSent("The beginning of Harbour");

    go(page, "Shift+Tab", ".message");
    press(page, "Enter");
    press(page, "Enter");
    press(page, "ArrowRight");
    press(page, "Enter");

    assertThat(page.find(".reaction")).hasAttribute("aria-label", "❤️ 1, You");
  }

  @Test
  void keys_afterAnAt_mentionAMember() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");

    page.field().focus();
    page.page().keyboard().type("Ask @b");
    page.find(".mentions [aria-selected=true]").filter(ChatPage.with("Bob")).waitFor();
    press(page, "Enter");
    page.page().keyboard().type("first");
    press(page, "Enter");

    String text = "Ask @" + bob.handle() + " first";
    page.awaitSent(text);
    assertThat(page.messages(text).locator(".mention")).hasText("@" + bob.handle());
  }

  /** Presses a key till the focus is where it should be. */
  private static void go(ChatPage page, String key, String selector) {
    int steps = 0;
    while (page.find(selector + ":focus").count() == 0) {
      assertThat(steps).as("Steps to " + selector).isLessThan(MOST_STEPS);
      press(page, key);
      steps++;
    }
  }

  private static void press(ChatPage page, String key) {
    page.page().keyboard().press(key);
  }
}
