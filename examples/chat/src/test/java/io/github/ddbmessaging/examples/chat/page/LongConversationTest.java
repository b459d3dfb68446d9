package io.github.ddbmessaging.examples.chat.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.model.NewMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scrolling through a conversation that is far too long to be shown at once. */
class LongConversationTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final int MESSAGES = Integer.getInteger("chat.messages", 5_000);
  private static final int STEP = 600;

  /** The rows that a page keeps at once, with marks between them. */
  private static final int MOST_ROWS = 260;

  /**
   * Follows the row at the top of what is seen (or the bottom) till it stands still: for how far it
   * went from one frame to the next, and in all.
   */
  private static final String FOLLOW =
      """
      async (up) => {
        const frame = () => new Promise((next) => requestAnimationFrame(next));
        const view = document.querySelector('.viewport');
        const area = view.getBoundingClientRect();
        const rows = [...document.querySelectorAll('.log .message')];
        const seen = rows.filter((row) => {
          const box = row.getBoundingClientRect();
          return box.top >= area.top && box.bottom <= area.bottom;
        });
        const key = (up ? seen[0] : seen.at(-1)).dataset.key;
        const place = () =>
          document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.getBoundingClientRect().top;
        const places = [place()];
        window.following = (async () => {
          let still = 0;
          const away = () => Math.abs(places.at(-1) - places[0]);
          const atEdge = () =>
            up ? view.scrollTop <= 0 : view.scrollHeight - view.scrollTop - view.clientHeight < 1;
          while (still < 4 || (away() < STEP - 1 && !atEdge())) {
            await frame();
            const now = place();
            if (now === undefined) throw new Error('The row is gone');
            if (places.length > 2000) throw new Error(`It does not move: ${places.slice(-5)}`);
            still = now === places.at(-1) ? still + 1 : 0;
            places.push(now);
          }
          const all = [...document.querySelectorAll('.log .message')];
          return {
            places,
            rows: all.length,
            texts: all.map((row) => row.querySelector('.text').textContent),
            atEdge: atEdge(),
          };
        })();
      }
      """
          .replace("STEP", String.valueOf(STEP));

  private final Profile ann = RunningChat.newUser("Ann");
  private final Profile bob = RunningChat.newUser("Bob");

  @Test
  void conversation_isScrolledWithoutJumpsAndWithoutGaps() {
    String group = Browser.signedIn(ann).group("Years", bob);
    MessagingStore store = RunningChat.bean(MessagingStore.class);
    List<Profile> senders = List.of(ann, bob);
    IntStream.rangeClosed(1, MESSAGES)
        .forEach(
            number ->
                store.createMessage(
                    group, NewMessage.from(senders.get(number / 3 % 2).userId(), text(number))));
    ChatPage page = CHROMIUM.window(ann).open("Years");
    page.awaitSent(text(MESSAGES));

    Set<Integer> upwards = scroll(page, true, 1);
    Set<Integer> downwards = scroll(page, false, MESSAGES);

    List<Integer> all = IntStream.rangeClosed(1, MESSAGES).boxed().toList();
    assertThat(upwards).containsExactlyElementsOf(all);
    assertThat(downwards).containsExactlyElementsOf(all);
  }

  /** Of different heights, as messages are. */
  private static String text(int number) {
    return number + " " + "some words of a message ".repeat(number * 7 % 11).strip();
  }

  /** Turns the wheel till a message is shown; returns the numbers of those that came by. */
  @SuppressWarnings("unchecked")
  private static Set<Integer> scroll(ChatPage page, boolean up, int last) {
    Set<Integer> numbers = new TreeSet<>();
    page.find(".viewport").hover();
    boolean there = false;
    while (!there) {
      page.page().evaluate(FOLLOW, up);
      page.page().mouse().wheel(0, up ? -STEP : STEP);
      Map<String, Object> seen = (Map<String, Object>) page.page().evaluate("window.following");
      List<Number> places = (List<Number>) seen.get("places");
      assertThat((int) seen.get("rows")).isLessThanOrEqualTo(MOST_ROWS);
      double first = places.get(0).doubleValue();
      double before = first;
      for (Number each : places) {
        double place = each.doubleValue();
        double on = up ? place - before : before - place;
        assertThat(on).as("Steps of %s", places).isBetween(-1.0, STEP + 1.0);
        before = place;
      }
      assertThat(Math.abs(before - first)).as("Steps of %s", places).isLessThan(STEP + 1.0);
      ((List<String>) seen.get("texts"))
          .stream()
              .map(text -> text.substring(0, (text + " ").indexOf(' ')))
              .filter(text -> text.chars().allMatch(Character::isDigit))
              .map(Integer::valueOf)
              .forEach(numbers::add);
      there = numbers.contains(last) && (boolean) seen.get("atEdge");
    }
    return numbers;
  }
}
