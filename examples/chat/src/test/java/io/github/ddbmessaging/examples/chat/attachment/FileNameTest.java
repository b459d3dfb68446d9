package io.github.ddbmessaging.examples.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
  @ParameterizedTest
  @CsvSource({
    "picture.png, picture.png",
    "../../etc/passwd, passwd",
    "..\\..\\boot.ini, boot.ini",
    "/, file",
    "'', file",
    "..., file",
    "..\\.., file",
    "'  a b  ', a b",
    "写真 📷.jpg, 写真 📷.jpg",
    "<b>.txt, <b>.txt"
  })
  void shown_hasNoDirectories(String given, String shown) {
    assertThat(FileName.shown(given)).isEqualTo(shown);
  }

  @Test
  void shown_hasNoControlCharactersAndMarksOfDirection() {
    assertThat(FileName.shown("a\r\nSet-Cookie: b=c\u0000\u202egnp.exe"))
        .isEqualTo("aSet-Cookie: b=cgnp.exe");
    assertThat(FileName.shown("\ud800x")).isEqualTo("x");
  }

  @Test
  void shown_isCutAtWhatAMessageHolds() {
    assertThat(FileName.shown("📷".repeat(300))).isEqualTo("📷".repeat(255));
  }

  @Test
  void shown_whenNoneIsGiven_isAName() {
    assertThat(FileName.shown(null)).isEqualTo("file");
  }
}
