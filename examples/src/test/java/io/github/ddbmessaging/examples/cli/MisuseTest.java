package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MisuseTest {
  private static final List<String> WITH_ACCENT_LOST =
      List.of("send", "g", "ann", "Gr\uFFFD\uFFFDe");

  @Test
  void damaged_whenTheLocaleLostACharacter_saysWhatToDo() {
    assertThat(Misuse.damaged(WITH_ACCENT_LOST, "ANSI_X3.4-1968"))
        .contains(
            "The arguments can't be read in this locale's encoding, ANSI_X3.4-1968; set"
                + " LC_ALL=C.UTF-8, or give a text on standard input");
  }

  @Test
  void damaged_whenTheLocaleLosesNothing_takesTheCharacterAsTyped() {
    assertThat(Misuse.damaged(WITH_ACCENT_LOST, "UTF-8")).isEmpty();
  }

  @Test
  void damaged_whenArgumentsArePlain_findsNothing() {
    assertThat(Misuse.damaged(List.of("send", "g", "ann", "Hi"), "ANSI_X3.4-1968")).isEmpty();
  }
}
