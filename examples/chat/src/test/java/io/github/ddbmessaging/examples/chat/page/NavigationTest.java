package io.github.ddbmessaging.examples.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in, reloading, going back, a second tab. */
class NavigationTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final Profile ann = RunningChat.newUser("Ann");

  @BeforeEach
  void meet() {
    Browser browser = Browser.signedIn(ann);
    Profile bob = RunningChat.newUser("Bob");
    browser.group("Harbour", bob);
    browser.group("Mountain", bob);
  }

  @Test
  void signIn_asOneOfTheDemo_takesOneClick() {
    ChatPage page = CHROMIUM.window();

    page.signInAs("ann");

    assertThat(page.row("Band")).isVisible();
  }

  @Test
  void page_whenReloaded_showsTheConversationAgain() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");

    page.page().reload();

    page.awaitSent("The beginning of Harbour");
  }

  @Test
  void page_whenReloaded_keepsWhatIsNotSent() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    page.field().fill("Half a sen");

    page.page().reload();

    assertThat(page.field()).hasValue("Half a sen");
  }

  @Test
  void back_fromAConversation_leadsToTheOneBefore() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour").open("Mountain");

    page.page().goBack();

    page.awaitSent("The beginning of Harbour");
  }

  @Test
  void back_fromTheFirstConversation_leadsToTheList() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");

    page.page().goBack();

    assertThat(page.find(".conversation")).hasCount(0);
  }

  @Test
  void tab_besideAnother_showsWhatThatSends() {
    ChatPage one = CHROMIUM.window(ann).open("Harbour");
    ChatPage other = CHROMIUM.tabBeside(one);

    one.say("From the one");

    other.awaitSent("From the one");
  }

  @Test
  void tab_whoseUserSignsOutInAnother_isSignedOut() {
    ChatPage one = CHROMIUM.window(ann).open("Harbour");
    ChatPage other = CHROMIUM.tabBeside(one);

    one.find(".face-button").click();
    one.dialog().getByText("Sign out").click();

    assertThat(other.find(".sign-in h1")).hasText("Who are you?");
  }
}
