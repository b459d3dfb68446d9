package io.github.ddbmessaging.property;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What properties are tried on: good inputs of every kind, and bad ones of every kind. */
abstract class Inputs {
  /** The first time that keys can hold, and the first one behind them. */
  static final Instant FIRST_TIME = Instant.parse("0000-01-01T00:00:00Z");

  static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

  private static final Arbitrary<Integer> ASCII = Arbitraries.integers().between(' ', '~');

  /** Where UTF-8 forms change their length, and what ids and keys must not hold. */
  private static final Arbitrary<Integer> EDGES =
      Arbitraries.of(
          0, 0x0a, 0x23, 0x7f, 0x80, 0x9f, 0xa0, 0x7ff, 0x800, 0x2028, 0xd7ff, 0xe000, 0xffff,
          0x10000, 0x10ffff);

  private static final Arbitrary<Integer> ANY =
      Arbitraries.integers()
          .between(0, Character.MAX_CODE_POINT)
          .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);

  private static final Arbitrary<Integer> LONE_SURROGATES =
      Arbitraries.integers().between(Character.MIN_SURROGATE, Character.MAX_SURROGATE);

  /** Texts that have a UTF-8 form. */
  static Arbitrary<String> texts(int minLength, int maxLength) {
    return strings(wellFormed(), minLength, maxLength);
  }

  /** Texts that a store accepts. */
  static Arbitrary<String> goodTexts(int maxLength) {
    return texts(1, maxLength).filter(text -> !text.isBlank());
  }

  /** Anything that Java calls a string: halves of surrogate pairs too. */
  static Arbitrary<String> anything(int maxLength) {
    return strings(
        Arbitraries.frequencyOf(Tuple.of(9, wellFormed()), Tuple.of(1, LONE_SURROGATES)),
        0,
        maxLength);
  }

  /** Texts of so many bytes, as near as the code points allow, give or take one. */
  static Arbitrary<String> aroundBytes(int bytes) {
    return Combinators.combine(
            strings(keyCharacters(), 0, bytes),
            Arbitraries.integers().between(bytes - 1, bytes + 1))
        .as(Inputs::ofBytes);
  }

  /** Texts of so many code points, give or take one. */
  static Arbitrary<String> aroundLength(int length) {
    return strings(keyCharacters(), length - 1, length + 1);
  }

  /** Ids of users, groups and messages that a store accepts. */
  @Provide
  static Arbitrary<String> ids() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, strings(keyCharacters(), 1, 12)), Tuple.of(1, aroundBytes(Limits.ID_BYTES)))
        .filter(id -> !id.isBlank() && id.indexOf('#') < 0 && bytes(id) <= Limits.ID_BYTES);
  }

  /** Idempotency keys that a store accepts. */
  @Provide
  static Arbitrary<String> idempotencyKeys() {
    return strings(keyCharacters(), 1, 30).filter(key -> !key.isBlank());
  }

  /** Users that a store accepts, up to the longest. */
  @Provide
  static Arbitrary<User> users() {
    Arbitrary<String> handles =
        Arbitraries.frequencyOf(
                Tuple.of(3, strings(keyCharacters(), 1, 12)),
                Tuple.of(1, aroundBytes(Limits.HANDLE_BYTES)))
            .filter(handle -> !handle.isBlank() && bytes(handle) <= Limits.HANDLE_BYTES);
    return Combinators.combine(ids(), goodTexts(Limits.DISPLAY_NAME_LENGTH), handles).as(User::new);
  }

  /** Members of a group, each once. */
  static Arbitrary<List<User>> members(int min, int max) {
    return users().list().ofMinSize(min).ofMaxSize(max).uniqueElements(User::id);
  }

  /** Times that keys can hold, to the nanosecond. */
  @Provide
  static Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.longs()
                .between(FIRST_TIME.getEpochSecond(), END_OF_TIME.getEpochSecond() - 1),
            Arbitraries.integers().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  /** Times so close to each other that some are equal and some share a second. */
  @Provide
  static Arbitrary<Instant> closeTimes() {
    Instant start = Instant.parse("2026-12-31T23:59:58Z");
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(0, 1_000, 500_000_000, 999_999_000))
        .as((seconds, nanos) -> start.plusSeconds(seconds).plusNanos(nanos));
  }

  /** Sort keys as the library writes them. */
  @Provide
  static Arbitrary<SortKey> sortKeys() {
    return Combinators.combine(Arbitraries.oneOf(times(), closeTimes()), ids()).as(SortKey::of);
  }

  /** Sort keys of the library and of the original application. */
  @Provide
  static Arbitrary<SortKey> allSortKeys() {
    return Arbitraries.oneOf(
        sortKeys(),
        Arbitraries.of("2023-05-20T17:01:02", "2023-05-20T17:01:02.5-05:00").map(SortKey::new));
  }

  /** What changes a text of the base64url alphabet: a character, a part, or a bit below it. */
  @Provide
  static Arbitrary<UnaryOperator<String>> damages() {
    Arbitrary<Integer> positions = Arbitraries.integers().between(0, 1_000);
    Arbitrary<String> characters =
        Arbitraries.strings().alpha().numeric().withChars("-_=\u00e9").ofLength(1);
    return Arbitraries.oneOf(
        Combinators.combine(positions, characters)
            .as((at, with) -> text -> replaced(text, at % text.length(), 1, with)),
        Combinators.combine(positions, positions, opaqueTexts())
            .as((at, many, with) -> text -> replaced(text, at % (text.length() + 1), many, with)),
        positions.map(bit -> text -> withBitFlipped(text, bit)));
  }

  /** Texts that might be a cursor or a ref. */
  @Provide
  static Arbitrary<String> opaqueTexts() {
    return Arbitraries.oneOf(
        anything(60), Arbitraries.strings().alpha().numeric().withChars("-_").ofMaxLength(80));
  }

  private static String replaced(String text, int at, int many, String with) {
    return text.substring(0, at) + with + text.substring(Math.min(text.length(), at + many));
  }

  private static String withBitFlipped(String text, int bit) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    bytes[bit / 8 % bytes.length] ^= (byte) (1 << bit % 8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static Arbitrary<Integer> wellFormed() {
    return Arbitraries.frequencyOf(Tuple.of(6, ASCII), Tuple.of(2, EDGES), Tuple.of(2, ANY));
  }

  private static Arbitrary<Integer> keyCharacters() {
    return wellFormed().filter(c -> !Character.isISOControl(c));
  }

  private static Arbitrary<String> strings(Arbitrary<Integer> codePoints, int min, int max) {
    return codePoints
        .list()
        .ofMinSize(min)
        .ofMaxSize(max)
        .map(
            points -> {
              StringBuilder text = new StringBuilder();
              points.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  private static String ofBytes(String text, int bytes) {
    int end = text.length();
    while (bytes(text.substring(0, end)) > bytes) {
      end = text.offsetByCodePoints(end, -1);
    }
    String cut = text.substring(0, end);
    return cut + "x".repeat(bytes - bytes(cut));
  }
}
