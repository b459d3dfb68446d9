package io.github.ddbmessaging.internal.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.internal.text.Sha256;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.SortKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a client knows the changes of a group: what a token holds.
 *
 * @param groupId the group
 * @param settled a key: nothing can appear at or below it any more that the client was not told
 * @param number the client was told all messages with this number and lower ones; 0 if none are
 *     known
 * @param told where the next page of new messages begins, if the last one was full and could not
 *     move what is settled to its end; else null
 * @param changes the client was told of all entries of the change log with this number and lower
 * @param waitingSince since when the next entry is missing, or null if it is not
 * @param issuedAt when the token was made
 */
record Position(
    String groupId,
    SortKey settled,
    long number,
    @Nullable SortKey told,
    long changes,
    @Nullable Instant waitingSince,
    Instant issuedAt) {
  private static final String VERSION = "1";
  private static final String SEPARATOR = "\n";
  private static final String NONE = "-";
  private static final int DIGEST_BYTES = 8;
  private static final int PARTS = 8;

  /** Where the query for new messages begins, exclusive. */
  SortKey start() {
    return told == null ? settled : told;
  }

  ChangesToken toToken() {
    String text =
        String.join(
            SEPARATOR,
            VERSION,
            groupId,
            settled.value(),
            Long.toString(number),
            told == null ? NONE : told.value(),
            Long.toString(changes),
            waitingSince == null ? NONE : Long.toString(waitingSince.toEpochMilli()),
            Long.toString(issuedAt.toEpochMilli()));
    byte[] bytes = text.getBytes(UTF_8);
    byte[] all = Arrays.copyOf(digest(bytes), DIGEST_BYTES + bytes.length);
    System.arraycopy(bytes, 0, all, DIGEST_BYTES, bytes.length);
    return new ChangesToken(Base64.getUrlEncoder().withoutPadding().encodeToString(all));
  }

  /**
   * Reads a token.
   *
   * @throws InvalidInputException if it is damaged or of another group
   */
  static Position of(ChangesToken token, String groupId) {
    try {
      Position position = parse(Base64.getUrlDecoder().decode(token.value()));
      // The decoder accepts padding and stray bits, so that several texts mean the same bytes.
      if (position.groupId().equals(groupId) && position.toToken().equals(token)) {
        return position;
      }
    } catch (IllegalArgumentException | DateTimeException | InvalidInputException e) {
      // Not base64, or no such parts: refused below like every other damage.
    }
    throw new InvalidInputException(
        "The token is damaged or of another group; take a new one with beginChanges() and list the"
            + " messages again");
  }

  private static Position parse(byte[] bytes) {
    if (bytes.length <= DIGEST_BYTES) {
      throw new IllegalArgumentException("too short");
    }
    byte[] text = Arrays.copyOfRange(bytes, DIGEST_BYTES, bytes.length);
    List<String> parts = List.of(new String(text, UTF_8).split(SEPARATOR, -1));
    if (parts.size() != PARTS || !parts.get(0).equals(VERSION)) {
      throw new IllegalArgumentException("no such parts");
    }
    return new Position(
        parts.get(1),
        new SortKey(parts.get(2)),
        count(parts.get(3)),
        parts.get(4).equals(NONE) ? null : new SortKey(parts.get(4)),
        count(parts.get(5)),
        parts.get(6).equals(NONE) ? null : time(parts.get(6)),
        time(parts.get(7)));
  }

  private static byte[] digest(byte[] text) {
    return Arrays.copyOf(Sha256.of(text), DIGEST_BYTES);
  }

  private static long count(String text) {
    long number = Long.parseLong(text);
    if (number < 0) {
      throw new IllegalArgumentException("negative");
    }
    return number;
  }

  private static Instant time(String text) {
    return Instant.ofEpochMilli(Long.parseLong(text));
  }
}
