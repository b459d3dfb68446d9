package io.github.ddbmessaging.examples.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypeTest {
  @ParameterizedTest
  @CsvSource({"png, image/png", "jpg, image/jpeg", "gif, image/gif"})
  void image_isToldWithItsSize(String format, String mediaType) throws IOException {
    byte[] image = image(format);

    assertThat(FileType.detect(image)).contains(new FileType(mediaType, true, 3, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif"})
  void image_whenItIsCutOff_isRefused(String format) throws IOException {
    assertThat(FileType.detect(Arrays.copyOf(image(format), 9))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Hello", "<script>alert(1)</script>", "روز 👍\r\n\ttab"})
  void text_isPlainTextWhateverItSays(String text) {
    assertThat(FileType.detect(text.getBytes(StandardCharsets.UTF_8)))
        .contains(new FileType("text/plain", false, null, null));
  }

  @Test
  void documents_areToldByTheirBeginning() {
    assertThat(type("%PDF-1.7\n")).contains("application/pdf");
    assertThat(type("PK\u0003\u0004")).contains("application/zip");
    assertThat(type("RIFF....WEBPVP8 ")).contains("image/webp");
  }

  @Test
  void program_isRefused() {
    assertThat(type("\u007fELF\u0002\u0001\u0001\u0000")).isEmpty();
    assertThat(type("MZ\u0090\u0000\u0003")).isEmpty();
    assertThat(FileType.detect(new byte[] {'a', (byte) 0xc3, 'b'})).isEmpty();
  }

  private static Optional<String> type(String content) {
    return FileType.detect(content.getBytes(StandardCharsets.ISO_8859_1)).map(FileType::mediaType);
  }

  private static byte[] image(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }
}
