package io.github.ddbmessaging.examples.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;

/** The page as its users take it: what can be clicked, and what is shown. */
record ChatPage(Page page) {
  /** What is wanted of elements: that they have this text in them. */
  static FilterOptions with(String text) {
    return new FilterOptions().setHasText(text);
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** The button, field or dialog with this label. */
  Locator labelled(String label) {
    return page.locator("[aria-label='" + label + "']");
  }

  /** Signs in as one of the demo's people. */
  void signInAs(String handle) {
    find(".demo-users button").filter(with("@" + handle)).click();
    awaitList();
  }

  void awaitSignIn() {
    assertThat(find(".sign-in h1")).hasText("Who are you?");
  }

  void signOut() {
    find(".face-button").click();
    dialog().getByText("Sign out").click();
  }

  /** Waits until the list is read, be it empty. */
  void awaitList() {
    find(".inbox").waitFor();
    assertThat(find(".inbox .status")).isHidden();
  }

  /** The row of the list that has this text in it. */
  Locator row(String text) {
    return find(".rows a").filter(with(text));
  }

  /** Opens a conversation by its row. */
  ChatPage open(String title) {
    row(title).click();
    find(".title").filter(with(title)).waitFor();
    awaitOpen();
    return this;
  }

  void awaitOpen() {
    find(".log").waitFor();
  }

  Locator field() {
    return find("#message-text");
  }

  void say(String text) {
    field().fill(text);
    find(".composer .send").click();
  }

  /** Chooses a file to send, and waits until it can be sent. */
  void attach(FilePayload file) {
    find("input[type=file]").setInputFiles(file);
    find(".chip.ready").waitFor();
  }

  /** Messages with this text, no matter whether they are sent yet. */
  Locator messages(String text) {
    Locator said =
        find("p.text").and(page.getByText(text, new Page.GetByTextOptions().setExact(true)));
    return find(".message").filter(new FilterOptions().setHas(said));
  }

  /** Waits until a message is shown, once and as sent. */
  void awaitSent(String text) {
    assertThat(messages(text)).hasCount(1);
    assertThat(messages(text).and(find(".pending, .failed"))).hasCount(0);
  }

  /** Waits until nothing waits to be sent. */
  void awaitNothingToSend() {
    page.waitForCondition(
        () ->
            page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('chat:outbox:'))")
                .equals(false));
  }

  /** The texts of all messages shown. */
  List<String> texts() {
    return find(".message .text").allTextContents();
  }

  /** Clicks what a message offers. */
  void act(String text, String label) {
    Locator message = messages(text);
    // For where there is no pointer to hover with.
    message.locator(".meta").click();
    message.locator("[aria-label='" + label + "']").click();
  }

  void choose(String label) {
    find("[role=menuitem]").filter(with(label)).click();
  }

  Locator dialog() {
    return find("dialog").last();
  }
}
