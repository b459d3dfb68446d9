package io.github.ddbmessaging.examples.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service stops and starts under open pages. */
@Tag("long")
class RestartTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  @TempDir Path files;

  @Test
  void pages_whileTheServiceIsAway_keepWhatIsWrittenAndGoOn()
      throws IOException, NoSuchAlgorithmException {
    try (RestartableChat chat = new RestartableChat(files)) {
      ChatPage annsPage = CHROMIUM.window(chat.address(), Screen.DESKTOP);
      annsPage.signInAs("ann");
      annsPage.open("Band").say("Before");
      ChatPage finnsPage = CHROMIUM.window(chat.address(), Screen.DESKTOP);
      finnsPage.signInAs("finn");
      finnsPage.open("Band").awaitSent("Before");
      List<String> before = finnsPage.texts();

      chat.stop();
      assertThat(annsPage.find(".banner")).containsText("No connection");
      annsPage.say("Written by Ann meanwhile");
      finnsPage.say("Written by Finn meanwhile");
      assertThat(annsPage.find(".message.pending")).hasCount(1);
      chat.start();

      for (ChatPage page : List.of(annsPage, finnsPage)) {
        page.awaitSent("Written by Ann meanwhile");
        page.awaitSent("Written by Finn meanwhile");
        assertThat(page.find(".banner")).hasText("");
      }
      annsPage.say("After");
      finnsPage.awaitSent("After");
      assertThat(finnsPage.texts())
          .startsWith(before.toArray(String[]::new))
          .hasSize(before.size() + 3)
          .endsWith("After")
          .isEqualTo(annsPage.texts());
    }
  }
}
