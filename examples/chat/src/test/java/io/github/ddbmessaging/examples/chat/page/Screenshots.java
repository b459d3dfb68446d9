package io.github.ddbmessaging.examples.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.FilePayload;
import io.github.ddbmessaging.examples.chat.ChatApplication;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Makes the pictures of the README. */
final class Screenshots {
  private final Chromium.Started chromium;
  private final String address;
  private final Path folder;

  private Screenshots(Chromium.Started chromium, String address, Path folder) {
    this.chromium = chromium;
    this.address = address;
    this.folder = folder;
  }

  /**
   * Starts the service with the demo's data and looks at it.
   *
   * @param args the folder where the pictures go
   */
  public static void main(String[] args) {
    try (ConfigurableApplicationContext chat =
            SpringApplication.run(ChatApplication.class, "--server.port=0");
        Chromium.Started chromium = Chromium.Started.start()) {
      String port = chat.getEnvironment().getRequiredProperty("local.server.port");
      new Screenshots(chromium, "http://127.0.0.1:" + port + "/", Path.of(args[0])).takeAll();
    }
    // What the driver and the databases leave running would keep the JVM.
    System.exit(0);
  }

  private void takeAll() {
    sendPicture();
    take(Screen.DESKTOP, "Lunch", "desktop");
    take(Screen.DARK_DESKTOP, "Lunch", "desktop-dark");
    takeList(Screen.PHONE, "phone");
    take(Screen.DARK_PHONE, "Lunch", "phone-dark");
  }

  private void sendPicture() {
    try (BrowserContext window = window(Screen.DESKTOP)) {
      ChatPage page = signIn(window, "bob");
      page.open("Lunch");
      page.attach(new FilePayload("harbour.png", "image/png", Pictures.harbour()));
      page.say("I am there already");
      page.awaitSent("I am there already");
    }
  }

  private void take(Screen screen, String title, String name) {
    try (BrowserContext window = window(screen)) {
      ChatPage page = signIn(window, "ann");
      page.open(title);
      page.messages("I am there already").waitFor();
      page.find(".image img").waitFor();
      // What is open counts as read after a moment.
      assertThat(page.row(title).locator(".count-badge")).hasCount(0);
      save(page, name);
    }
  }

  private void takeList(Screen screen, String name) {
    try (BrowserContext window = window(screen)) {
      ChatPage page = signIn(window, "ann");
      page.row("Lunch").waitFor();
      save(page, name);
    }
  }

  private BrowserContext window(Screen screen) {
    return chromium.browser().newContext(screen.set(new NewContextOptions()));
  }

  private ChatPage signIn(BrowserContext window, String handle) {
    ChatPage page = new ChatPage(window.newPage());
    page.page().navigate(address);
    page.signInAs(handle);
    return page;
  }

  private void save(ChatPage page, String name) {
    page.page().mouse().move(0, 0);
    page.page().screenshot(new ScreenshotOptions().setPath(folder.resolve(name + ".png")));
  }
}
