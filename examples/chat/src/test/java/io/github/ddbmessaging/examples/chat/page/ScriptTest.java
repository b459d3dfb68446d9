package io.github.ddbmessaging.examples.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever somebody writes is text. A script that runs fails the test, see {@link Chromium}. */
class ScriptTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>";

  private final Profile ann = RunningChat.newUser("Ann");
  private final Profile bob = RunningChat.newUser("Bob");
  private final Browser annsBrowser = Browser.signedIn(ann);

  @Test
  void script_inAMessage_isShownAsText() {
    annsBrowser.say(annsBrowser.group("Harbour", bob), SCRIPT);
    ChatPage page = CHROMIUM.window(bob);
    assertThat(page.row("Harbour").locator(".preview")).hasText("Ann: " + SCRIPT);

    page.open("Harbour");
    page.act(SCRIPT, "Reply");

    assertThat(page.find(".context .what")).hasText(SCRIPT);
    assertNothingMade(page);
  }

  @Test
  void script_inATitle_isShownAsText() {
    annsBrowser.group(SCRIPT, bob);
    ChatPage page = CHROMIUM.window(bob).open(SCRIPT);
    assertThat(page.find(".title")).hasText(SCRIPT);

    page.labelled("Details and members").click();

    assertThat(page.dialog().locator("h2")).hasText(SCRIPT);
    assertNothingMade(page);
  }

  @Test
  void script_inAName_isShownAsText() {
    Profile mallory = RunningChat.newUser("mallory", SCRIPT);
    Browser.signedIn(mallory).group("Harbour", bob);
    ChatPage page = CHROMIUM.window(bob).open("Harbour");
    assertThat(page.find(".sender")).hasText(SCRIPT);

    page.labelled("Details and members").click();

    assertThat(page.dialog().locator(".name").filter(ChatPage.with("<script>"))).hasText(SCRIPT);
    assertNothingMade(page);
  }

  @Test
  void script_inAFileName_isShownAsText() {
    String file = "<img src=x onerror=alert(3)>.txt";
    annsBrowser.group("Harbour", bob);
    ChatPage annsPage = CHROMIUM.window(ann).open("Harbour");
    annsPage.attach(
        new FilePayload(file, "text/plain", "Harmless".getBytes(StandardCharsets.UTF_8)));
    assertThat(annsPage.find(".chip .file-name")).hasText(file);
    assertNothingMade(annsPage);
    annsPage.say("A file");

    ChatPage bobsPage = CHROMIUM.window(bob).open("Harbour");

    assertThat(bobsPage.messages("A file").locator(".file-name")).hasText(file);
    assertNothingMade(bobsPage);
  }

  private static void assertNothingMade(ChatPage page) {
    assertThat(page.find("body script, img[src=x], [onerror]")).hasCount(0);
  }
}
