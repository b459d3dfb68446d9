package io.github.ddbmessaging.examples.chat.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The longest names there are, in one word, on the smallest screen: nothing is pushed out. */
class LongNamesTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final String LONGEST = "Donau".repeat(12) + "rand";
  private static final String WIDER_THAN_ITS_PLACE =
      """
      [...document.querySelectorAll('html, main, nav, header, dialog, ul, ol, li')]
          .filter((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0)
          .map((part) => part.className || part.tagName)
      """;

  private final Profile ann = RunningChat.newUser("ann", LONGEST);
  private final Profile bob = RunningChat.newUser("bob", LONGEST);

  @Test
  void page_whereEverythingHasALongName_isNoWiderThanTheScreen() {
    String group = Browser.signedIn(bob).group(LONGEST, ann);
    Browser.signedIn(bob).say(group, LONGEST);
    ChatPage page = CHROMIUM.window(ann, Screen.SMALL_DARK_PHONE);
    page.row(LONGEST).waitFor();
    assertFits(page);

    page.open(LONGEST);
    page.say("Seen");
    page.awaitSent("Seen");
    Browser.signedIn(bob).put("/api/groups/" + group + "/read", Map.of("ref", newest(group)));
    page.find(".seen").waitFor();
    assertFits(page);

    page.field().focus();
    page.page().keyboard().type("@bob");
    page.find(".mentions li").waitFor();
    assertFits(page);

    page.field().fill("");
    page.labelled("Details and members").click();
    page.dialog().locator(".members .name").first().waitFor();
    assertFits(page);
  }

  private String newest(String group) {
    return Browser.signedIn(bob)
        .get("/api/groups/" + group + "/messages?limit=1")
        .json()
        .path("items")
        .get(0)
        .path("ref")
        .asString();
  }

  private static void assertFits(ChatPage page) {
    assertThat(page.page().evaluate(WIDER_THAN_ITS_PLACE))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isEmpty();
  }
}
