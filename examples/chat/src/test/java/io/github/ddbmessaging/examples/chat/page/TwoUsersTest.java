package io.github.ddbmessaging.examples.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two users in two windows: what one does, the other sees at once. */
class TwoUsersTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final Profile ann = RunningChat.newUser("Ann");
  private final Profile bob = RunningChat.newUser("Bob");
  private final Browser annsBrowser = Browser.signedIn(ann);
  private String group;

  @BeforeEach
  void meet() {
    group = annsBrowser.group("Harbour", bob);
  }

  @Test
  void message_whenSent_isShownToTheOther() {
    ChatPage bobsPage = conversationOf(bob);

    conversationOf(ann).say("Noodles?");

    bobsPage.awaitSent("Noodles?");
  }

  @Test
  void message_whenTheOtherLooksAtTheList_isCountedThere() {
    ChatPage bobsPage = CHROMIUM.window(bob);

    conversationOf(ann).say("Noodles?");

    assertThat(bobsPage.row("Ann: Noodles?").locator(".count-badge")).hasText("2 unread");
  }

  @Test
  void row_ofAWriterWithARightToLeftName_beginsWithTheName() {
    Profile davud = RunningChat.newUser("davud", "داوود");
    Browser.signedIn(davud).group("Market", bob);

    Locator preview = CHROMIUM.window(bob).row("Market").locator(".preview");

    assertThat(preview).hasText("داوود: The beginning of Market");
    Assertions.assertThat(preview.locator("bdi").boundingBox().x)
        .isLessThan(preview.locator(".words").boundingBox().x);
  }

  @Test
  void count_whenTheConversationIsOpened_isGoneForGood() {
    ChatPage bobsPage = CHROMIUM.window(bob);
    assertThat(bobsPage.row("Harbour").locator(".count-badge")).hasText("1 unread");
    ChatPage annsPage = conversationOf(ann);

    bobsPage.open("Harbour");

    assertThat(bobsPage.find(".count-badge")).hasCount(0);
    annsPage.find(".seen").waitFor();
    bobsPage.page().reload();
    bobsPage.awaitList();
    bobsPage.row("Harbour").waitFor();
    assertThat(bobsPage.find(".count-badge")).hasCount(0);
  }

  @Test
  void list_whenSomethingIsSaidInAnOlderConversation_showsThatFirst() {
    annsBrowser.group("Market", bob);
    ChatPage bobsPage = CHROMIUM.window(bob);
    assertThat(bobsPage.row("Market").or(bobsPage.row("Harbour")).first()).containsText("Market");

    annsBrowser.say(group, "Noodles?");

    assertThat(bobsPage.row("Market").or(bobsPage.row("Harbour")).first()).containsText("Noodles?");
  }

  @Test
  void message_whenTheOtherOpensTheConversation_isMarkedAsSeen() {
    ChatPage annsPage = conversationOf(ann);

    conversationOf(bob);

    assertThat(annsPage.messages("The beginning of Harbour").locator(".seen"))
        .hasText("Seen by Bob");
  }

  @Test
  void reply_whenSent_showsToTheOtherWhatItAnswers() {
    ChatPage annsPage = conversationOf(ann);
    ChatPage bobsPage = conversationOf(bob);

    bobsPage.act("The beginning of Harbour", "Reply");
    bobsPage.say("At noon");

    assertThat(annsPage.messages("At noon").locator(".quote .what"))
        .hasText("The beginning of Harbour");
  }

  @Test
  void edit_whenSaved_isShownToTheOther() {
    ChatPage annsPage = conversationOf(ann);
    ChatPage bobsPage = conversationOf(bob);

    annsPage.act("The beginning of Harbour", "More actions");
    annsPage.choose("Edit");
    annsPage.say("Another beginning");

    assertThat(bobsPage.messages("Another beginning")).containsText("edited");
  }

  @Test
  void delete_whenConfirmed_takesTheTextFromTheOther() {
    ChatPage annsPage = conversationOf(ann);
    ChatPage bobsPage = conversationOf(bob);

    annsPage.act("The beginning of Harbour", "More actions");
    annsPage.choose("Delete");
    annsPage.dialog().locator("button.danger").click();

    assertThat(bobsPage.find(".message .text")).hasText("Message deleted");
  }

  @Test
  void picture_whenSent_isShownToTheOther() {
    ChatPage annsPage = conversationOf(ann);
    ChatPage bobsPage = conversationOf(bob);

    annsPage.attach(new FilePayload("Pier.png", "image/png", Pictures.small()));
    annsPage.say("Look");

    bobsPage.awaitSent("Look");
    assertThat(bobsPage.messages("Look").locator("img"))
        .hasJSProperty("naturalWidth", Pictures.SMALL);
  }

  @Test
  void chat_whenStarted_isListedForTheOther() {
    Profile finn = RunningChat.newUser("Finn");
    ChatPage finnsPage = CHROMIUM.window(finn);
    ChatPage annsPage = CHROMIUM.window(ann);

    annsPage.labelled("New chat").click();
    annsPage.find(".dialog [role=combobox]").fill(finn.handle());
    annsPage.dialog().locator("[role=option]").filter(ChatPage.with(finn.handle())).click();
    annsPage.dialog().locator("textarea").fill("Hello Finn");
    annsPage.dialog().locator("[type=submit]").click();

    assertThat(finnsPage.row("Hello Finn").locator(".row-name")).hasText("Ann");
  }

  @Test
  void group_whoseNameIsTyped_hasOneThatTheServiceTakes() {
    ChatPage page = CHROMIUM.window(ann);

    page.labelled("New chat").click();
    page.find("[role=combobox]").fill(bob.handle());
    page.dialog().locator("[role=option]").filter(ChatPage.with(bob.handle())).click();
    page.find("#as-group").check();
    page.find("#new-title").focus();
    page.page().keyboard().insertText("Long".repeat(20));
    page.dialog().locator("textarea").fill("Hello");
    page.dialog().locator("[type=submit]").click();

    assertThat(page.find(".title")).hasText("Long".repeat(16));
  }

  @Test
  void conversation_whenItsUserIsRemoved_isClosed() {
    ChatPage bobsPage = conversationOf(bob);

    annsBrowser.delete("/api/groups/" + group + "/members/" + bob.userId());

    assertThat(bobsPage.find(".conversation")).hasCount(0);
  }

  private static ChatPage conversationOf(Profile user) {
    return CHROMIUM.window(user).open("Harbour");
  }
}
