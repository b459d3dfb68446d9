package io.github.ddbmessaging.internal.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.text.Sha256;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorCodecTest {
  private static final String PARTITION = "MSG#g-1";
  private static final SortKey KEY = Samples.FIRST;
  private static final PageRequest NEWEST = PageRequest.newestFirst(20);
  private static final PageRequest OLDEST = PageRequest.oldestFirst(20);
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
  private static final PageRequest BOUND = NEWEST.between(FROM, UNTIL);

  static List<SortKey> keys() {
    return List.of(
        KEY,
        SortKey.of(Instant.parse("9999-12-31T23:59:59.999999Z"), "\u00e9\u20ac\ud83d\ude00"),
        SortKey.parse("2023-05-20T17:01:02.5-05:00"),
        SortKey.parse("2023-05-20T17:01:02"));
  }

  static List<Cursor> cursors() {
    return List.of(
        CursorCodec.position(PARTITION, KEY), CursorCodec.continuation(PARTITION, NEWEST, KEY));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void decode_whenGivenPosition_isItsKey(SortKey key) {
    Cursor cursor = CursorCodec.position(PARTITION, key);

    assertThat(CursorCodec.decode(cursor, PARTITION, NEWEST)).isEqualTo(key);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void decode_whenGivenContinuation_isItsKey(SortKey key) {
    Cursor cursor = CursorCodec.continuation(PARTITION, NEWEST, key);

    assertThat(CursorCodec.decode(cursor, PARTITION, NEWEST)).isEqualTo(key);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void cursor_whateverItsKey_isSafeInUrls(SortKey key) {
    assertThat(CursorCodec.position(PARTITION, key).value()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @MethodSource("cursors")
  void decode_whenAnyCharacterIsChanged_isRefused(Cursor cursor) {
    String value = cursor.value();

    assertThat(IntStream.range(0, value.length()))
        .allSatisfy(
            i -> {
              char other = value.charAt(i) == 'A' ? 'B' : 'A';
              assertRefused(value.substring(0, i) + other + value.substring(i + 1));
            });
  }

  @ParameterizedTest
  @MethodSource("cursors")
  void decode_whenAnyCharacterIsMissing_isRefused(Cursor cursor) {
    String value = cursor.value();

    assertThat(IntStream.range(0, value.length()))
        .allSatisfy(i -> assertRefused(value.substring(0, i) + value.substring(i + 1)));
  }

  @ParameterizedTest
  @MethodSource("cursors")
  void decode_whenCutAnywhere_isRefused(Cursor cursor) {
    String value = cursor.value();

    assertThat(IntStream.range(0, value.length()))
        .allSatisfy(end -> assertRefused(value.substring(0, end)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "=", "not a cursor", "\u00e9", "AQ", "\u0000"})
  void decode_whenItNeverWasACursor_isRefused(String value) {
    assertRefused(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "==", "\n", "A"})
  void decode_whenAnythingIsAppended_isRefused(String suffix) {
    assertRefused(CursorCodec.position(PARTITION, KEY).value() + suffix);
  }

  @ParameterizedTest
  @MethodSource("cursors")
  void decode_whenPartitionIsAnother_isRefused(Cursor cursor) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> CursorCodec.decode(cursor, "MSG#g-2", NEWEST));
  }

  @Test
  void decode_whenContinuationIsUsedInOtherDirection_isRefused() {
    Cursor cursor = CursorCodec.continuation(PARTITION, NEWEST, KEY);

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> CursorCodec.decode(cursor, PARTITION, OLDEST));
  }

  @Test
  void decode_whenContinuationIsUsedWithOtherTimes_isRefused() {
    Cursor cursor = CursorCodec.continuation(PARTITION, BOUND, KEY);

    assertThat(
            List.of(
                NEWEST,
                NEWEST.between(FROM.plusNanos(1), UNTIL),
                NEWEST.between(FROM, UNTIL.plusNanos(1))))
        .allSatisfy(
            request ->
                assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> CursorCodec.decode(cursor, PARTITION, request)));
  }

  @Test
  void decode_whenContinuationIsUsedWithOtherLimit_isItsKey() {
    Cursor cursor = CursorCodec.continuation(PARTITION, NEWEST, KEY);

    assertThat(CursorCodec.decode(cursor, PARTITION, PageRequest.newestFirst(5))).isEqualTo(KEY);
  }

  @Test
  void decode_whenPositionIsUsedInAnyListingOfItsPartition_isItsKey() {
    Cursor cursor = CursorCodec.position(PARTITION, KEY);

    assertThat(List.of(NEWEST, OLDEST, BOUND))
        .allSatisfy(
            request -> assertThat(CursorCodec.decode(cursor, PARTITION, request)).isEqualTo(KEY));
  }

  @Test
  void messageCursor_isThePositionInItsGroup() {
    Message message = Samples.message(KEY, Samples.ANN, "Hi");

    assertThat(message.cursor()).isEqualTo(CursorCodec.position(PARTITION, KEY));
  }

  @Test
  void decode_whenForgedForAMessage_isJustAnotherPosition() {
    assertThat(CursorCodec.decode(forged(KEY.value()), PARTITION, NEWEST)).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "IDEM#order-17", "", "0", ":", "2026"})
  void decode_whenForgedForAnythingElse_isRefused(String key) {
    assertRefused(forged(key).value());
  }

  @Test
  void decode_whenRefused_namesNothingOfTheCursor() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> CursorCodec.decode(forged("HEAD"), PARTITION, NEWEST))
        .withMessage(
            "The cursor is damaged or belongs to another listing; begin again without one");
  }

  /** What a client could make that knows this source: any key under the right digest. */
  private static Cursor forged(String key) {
    byte[] digest = Sha256.of(("p\n" + PARTITION + "\n\n" + key).getBytes(UTF_8));
    byte[] value = key.getBytes(UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(10 + value.length)
            .put((byte) 1)
            .put((byte) 'p')
            .put(Arrays.copyOf(digest, 8))
            .put(value)
            .array();
    return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static void assertRefused(String value) {
    assertThatExceptionOfType(InvalidInputException.class)
        .as(value)
        .isThrownBy(() -> CursorCodec.decode(new Cursor(value), PARTITION, NEWEST));
  }
}
