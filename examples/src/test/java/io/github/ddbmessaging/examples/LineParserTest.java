package io.github.ddbmessaging.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineParserTest {
  private static final String SOUND =
      """
      {"group":"g","user_id":"ann","handle":"annek","display_name":"Ann",\
      "created_at":"2026-01-02T03:04:05Z","message":"Text"}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "g"                    | "g#1"            | 'group' holds a '#'
          "g"                    | 7                | 'group' is no string
          "g"                    | null             | 'group' is no string
          "g"                    | " "              | 'group' is blank
          "group":"g",           | "x":{"y":[1]},   | 'group' is missing
          "annek"                | "a\\u0000"       | 'handle' holds a control character
          "Ann"                  | "\\ud83d"        | 'display_name' holds half of a surrogate pair
          2026-01-02T            | yesterday        | 'created_at' is no time such as 2026-11-21T01:02:03.123456Z
          03:04:05Z              | 03:04:05Z#a      | 'created_at' is no time such as 2026-11-21T01:02:03.123456Z
          2026-01-02T            | 2026-02-30T      | 'created_at' is no time such as 2026-11-21T01:02:03.123456Z
          2026-01-02T03:04:05Z   | 0000-01-01T00:00:00+05:00 | 'created_at' is no time such as 2026-11-21T01:02:03.123456Z
          "group":"g"            | "group":"g","group":"g"   | it is no valid JSON
          {                      | [                | it is no JSON object
          }                      | }}               | it is no valid JSON
          }                      | } 1              | something follows the JSON object
          "message":"Text"}      | "message         | it is no valid JSON
          """)
  void parse_whenSomethingIsWrong_saysWhat(String sound, String wrong, String problem) {
    String line = SOUND.replace(sound, wrong);

    assertThatThrownBy(() -> LineParser.parse(line))
        .isInstanceOf(DamagedLineException.class)
        .hasMessage(problem);
  }

  @Test
  void parse_whenAnIdIsTooLong_saysSo() {
    assertThatThrownBy(() -> LineParser.parse(SOUND.replace("\"g\"", "\"" + "g".repeat(65) + "\"")))
        .isInstanceOf(DamagedLineException.class)
        .hasMessage("'group' takes 65 bytes; at most 64 do");
  }

  @Test
  void parse_whenTextIsTooLong_saysSo() {
    assertThatThrownBy(() -> LineParser.parse(SOUND.replace("Text", "x".repeat(1_025))))
        .isInstanceOf(DamagedLineException.class)
        .hasMessage("'message' has 1025 characters; at most 1024 are allowed");
  }

  @Test
  void parse_whenTimeHasAnOffsetAndNanoseconds_readsItToTheMicrosecond() {
    String line = SOUND.replace("03:04:05Z", "03:04:05.123456789-05:00");

    assertThat(LineParser.parse(line).createdAt())
        .isEqualTo(Instant.parse("2026-01-02T08:04:05.123456Z"));
  }

  @Test
  void parse_whenAnythingIsChanged_throwsNothingButItsOwnException() {
    long seed = System.nanoTime();
    System.out.println("LineParserTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] line = SOUND.getBytes(UTF_8);
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        line[random.nextInt(line.length)] = (byte) random.nextInt();
      }
      String changed = new String(line, 0, random.nextInt(line.length + 1), UTF_8);
      try {
        LineParser.parse(changed);
      } catch (DamagedLineException e) {
        assertThat(e).hasMessageNotContaining("Text");
      }
    }
  }
}
