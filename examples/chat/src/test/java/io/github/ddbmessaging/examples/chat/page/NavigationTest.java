package io.github.ddbmessaging.examples.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Route;
import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in, reloading, going back, a second tab. */
class NavigationTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final Profile ann = RunningChat.newUser("Ann");
  private final Profile bob = RunningChat.newUser("Bob");

  @BeforeEach
  void meet() {
    Browser browser = Browser.signedIn(ann);
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
  void page_whoseUserSignsOut_showsNothingOfTheirs() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");

    page.signOut();

    page.awaitSignIn();
    assertThat(page.find(".shell")).hasCount(0);
    assertThat(page.page()).hasURL(RunningChat.address() + "/#/");
    page.page().reload();
    page.awaitSignIn();
  }

  @Test
  void page_whoseUserSignsOut_hearsNoEventsAnyMore() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    AtomicBoolean ended = new AtomicBoolean();
    page.page()
        .onRequestFailed(
            request -> {
              if (request.url().endsWith("/api/events")) {
                ended.set(true);
              }
            });

    page.signOut();

    page.page().waitForCondition(ended::get);
  }

  @Test
  void page_whoseSignOutIsLost_saysSoAndStays() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    page.page().route("**/api/session", Route::abort);

    page.signOut();

    assertThat(page.find("#toast")).hasText("Not signed out: No connection");
    assertThat(page.find(".title")).hasText("Harbour");
  }

  @Test
  void tab_whoseUserSignsOutInAnother_isSignedOut() {
    ChatPage one = CHROMIUM.window(ann).open("Harbour");
    ChatPage other = CHROMIUM.tabBeside(one);

    one.signOut();

    other.awaitSignIn();
  }

  @Test
  void tab_besideWhichAnotherSignsIn_becomesTheirs() {
    ChatPage one = CHROMIUM.window(ann).open("Harbour");
    ChatPage other = CHROMIUM.tabBeside(one);

    other.signOut();
    other.signInAs("finn");

    assertThat(one.labelled("Your profile, Finn 🎸")).isVisible();
    assertThat(one.row("Harbour")).hasCount(0);
  }

  @Test
  void page_whoseCookieIsAnothersNow_saysNothingInTheirName() {
    ChatPage page = CHROMIUM.window(ann).open("Harbour");
    CHROMIUM.signIn(page, bob);

    page.say("Written by Ann");

    assertThat(page.labelled("Your profile, Bob")).isVisible();
    page.awaitSent("The beginning of Harbour");
    assertThat(page.messages("Written by Ann")).hasCount(0);
  }
}
