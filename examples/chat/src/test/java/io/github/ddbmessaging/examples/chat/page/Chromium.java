package io.github.ddbmessaging.examples.chat.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real browser, started once for all tests of this JVM: Debian's Chromium, or the one that the
 * system property {@code chat.chromium} names. Without one, tests are skipped, but fail where the
 * environment has {@code CI=true}. After each test its windows are closed, and none of them may
 * have had an error.
 */
final class Chromium implements BeforeAllCallback, AfterEachCallback {
  private static final Path EXECUTABLE = executable();
  private static final int PATIENCE_MILLIS = 30_000;

  private final List<BrowserContext> windows = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
  private Started started;

  /** The browser and what drives it. */
  record Started(Playwright playwright, com.microsoft.playwright.Browser browser)
      implements AutoCloseable {
    static Started start() {
      Playwright playwright =
          Playwright.create(
              new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      return new Started(
          playwright,
          playwright
              .chromium()
              .launch(
                  new LaunchOptions()
                      .setExecutablePath(EXECUTABLE)
                      .setArgs(List.of("--no-sandbox", "--disable-gpu"))));
    }

    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  private static Path executable() {
    Path chromium = Path.of("/usr/bin/chromium");
    // Draws no window of its own, and needs half the time.
    Path shell = Path.of("/usr/bin/chromium-headless-shell");
    String named = System.getProperty("chat.chromium");
    if (named != null) {
      return Path.of(named);
    }
    return Files.isExecutable(shell) ? shell : chromium;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!Files.isExecutable(EXECUTABLE)) {
      String line = "No browser at " + EXECUTABLE + ": " + context.getDisplayName();
      assertThat(System.getenv("CI")).as(line).isNotEqualTo("true");
      System.err.println(line + " is skipped");
      Assumptions.abort(line);
    }
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    started =
        context
            .getRoot()
            .getStore(Namespace.create(Chromium.class))
            .computeIfAbsent(Started.class, key -> Started.start(), Started.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    windows.forEach(BrowserContext::close);
    windows.clear();
    List<String> found = List.copyOf(errors);
    errors.clear();
    assertThat(found).as("Errors of pages").isEmpty();
  }

  /** A window in which nobody is signed in. */
  ChatPage window() {
    return window(RunningChat.address(), Screen.DESKTOP);
  }

  /** A window in which a user is signed in. */
  ChatPage window(Profile user) {
    return window(user, Screen.DESKTOP);
  }

  ChatPage window(Profile user, Screen screen) {
    ChatPage page = open(RunningChat.address(), screen, cookies(user));
    page.awaitList();
    return page;
  }

  ChatPage window(URI address, Screen screen) {
    return open(address, screen, List.of());
  }

  /** Gives a page's window the cookies of another user, which the page does not notice. */
  void signIn(ChatPage page, Profile user) {
    page.page().context().addCookies(cookies(user));
  }

  /** Another tab of a page's window, at the same place. */
  ChatPage tabBeside(ChatPage one) {
    ChatPage other = new ChatPage(one.page().context().newPage());
    other.page().navigate(one.page().url());
    other.awaitOpen();
    return other;
  }

  private ChatPage open(URI address, Screen screen, List<Cookie> cookies) {
    BrowserContext window = started.browser().newContext(screen.set(new NewContextOptions()));
    windows.add(window);
    window.setDefaultTimeout(PATIENCE_MILLIS);
    window.addCookies(cookies);
    window.onPage(
        page -> {
          page.onPageError(errors::add);
          page.onDialog(
              dialog -> {
                errors.add("A dialog: " + dialog.message());
                dialog.dismiss();
              });
          page.onConsoleMessage(
              message -> {
                if (message.text().contains("Content Security Policy")) {
                  errors.add(message.text());
                }
              });
        });
    ChatPage page = new ChatPage(window.newPage());
    page.page().navigate(address + "/");
    return page;
  }

  private static List<Cookie> cookies(Profile user) {
    Browser browser = Browser.signedIn(user);
    String url = RunningChat.address().toString();
    return List.of(
        new Cookie("chat-session", browser.cookie("chat-session")).setUrl(url).setHttpOnly(true),
        new Cookie("XSRF-TOKEN", browser.cookie("XSRF-TOKEN")).setUrl(url));
  }
}
