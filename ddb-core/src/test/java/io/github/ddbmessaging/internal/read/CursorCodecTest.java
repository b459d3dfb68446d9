package io.github.ddbmessaging.internal.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.text.Sha256;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.PageRequest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The form of cursors. That each is good for its listing and no other, and that any change of one
 * is refused, is proved in {@code CursorPropertyTest}.
 */
class CursorCodecTest {
  private static final String PARTITION = "MSG#g-1";
  private static final PageRequest NEWEST = PageRequest.newestFirst(20);
  private static final PageRequest BOUND =
      NEWEST.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
  private static final String GOLDEN = "AWMqtqTQJcSCajIwMjYtMTEtMjFUMDE6MDI6MDMuMTIzNDU2WiNtLTE";

  @Test
  void encode_isTheGoldenTextThatTheFirstVersionGave() {
    // Never changes: clients hold cursors while a store is updated.
    assertThat(CursorCodec.encode(PARTITION, BOUND, Samples.FIRST.value()))
        .isEqualTo(new Cursor(GOLDEN));
  }

  @Test
  void decode_whenGivenTheGoldenText_isItsKey() {
    assertThat(CursorCodec.decode(new Cursor(GOLDEN), PARTITION, BOUND))
        .isEqualTo(Samples.FIRST.value());
  }

  /** A page may end with an item whose key is no time. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-11-21T01:02:03.123456Z#m-1", "2026-11-31", "0", "9#"})
  void decode_whenForgedForAnItemOfTheListing_isJustAnotherPosition(String key) {
    assertThat(CursorCodec.decode(forged('c', key), PARTITION, NEWEST)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "IDEM#order-17", "", "/9", ":"})
  void decode_whenForgedForAnythingElse_isRefused(String key) {
    assertRefused(forged('c', key));
  }

  @Test
  void decode_whenAPositionOfTheFirstVersion_isRefused() {
    assertRefused(forged('p', Samples.FIRST.value()));
  }

  /** What a client could make that knows this source: any key under the right digest. */
  private static Cursor forged(char kind, String key) {
    String bound = kind + "\n" + PARTITION + "\nNEWEST_FIRST null null\n" + key;
    byte[] value = key.getBytes(UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(10 + value.length)
            .put((byte) 1)
            .put((byte) kind)
            .put(Arrays.copyOf(Sha256.of(bound.getBytes(UTF_8)), 8))
            .put(value)
            .array();
    return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static void assertRefused(Cursor cursor) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> CursorCodec.decode(cursor, PARTITION, NEWEST))
        .withMessage(
            "The cursor is damaged or belongs to another listing; begin again without one");
  }
}
