package io.github.ddbmessaging.internal.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.internal.text.Sha256;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.PageRequest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Cursors as text: base64url of a version, a kind, a digest and a sort key. The digest binds the
 * sort key to its listing. It keeps honest clients from mistakes; it is no secret, and need not be:
 * the partition always comes from the call, so that a forged cursor is just another position there.
 */
public final class CursorCodec {
  private static final byte VERSION = 1;
  private static final byte CONTINUATION = 'c';
  private static final int DIGEST_BYTES = 8;
  private static final int HEADER_BYTES = 2 + DIGEST_BYTES;

  private CursorCodec() {}

  /**
   * The cursor that continues one listing behind an item.
   *
   * @param partition the partition key of the listing
   * @param request the request whose page ended with the item
   * @param key the item's sort key, whether it can be read or not
   * @return the cursor
   */
  public static Cursor encode(String partition, PageRequest request, String key) {
    byte[] value = key.getBytes(UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER_BYTES + value.length)
            .put(VERSION)
            .put(CONTINUATION)
            .put(digest(partition, request, key))
            .put(value);
    return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
  }

  /**
   * Reads a cursor.
   *
   * @param cursor what a client handed in
   * @param partition the partition key of the listing
   * @param request the request that the cursor is used in
   * @return the sort key to begin behind
   * @throws InvalidInputException if it is damaged or comes from another listing
   */
  public static String decode(Cursor cursor, String partition, PageRequest request) {
    byte[] bytes = bytes(cursor);
    if (bytes.length <= HEADER_BYTES || bytes[0] != VERSION || bytes[1] != CONTINUATION) {
      throw refused();
    }
    String key = new String(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, UTF_8);
    byte[] digest = Arrays.copyOfRange(bytes, 2, HEADER_BYTES);
    if (!Arrays.equals(digest, digest(partition, request, key))) {
      throw refused();
    }
    if (!isOfListing(key)) {
      throw refused();
    }
    return key;
  }

  /** Items of listings begin with a digit, so a forged cursor names no head and no marker. */
  private static boolean isOfListing(String key) {
    return key.compareTo(Listing.LOWEST_TIME) >= 0
        && key.compareTo(Listing.HIGHEST_TIME) < 0
        && Utf8.length(key) <= Limits.SORT_KEY_BYTES;
  }

  private static byte[] bytes(Cursor cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor.value());
      // The decoder accepts padding and stray bits, so that several texts mean the same bytes.
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor.value())) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Not base64: refused below like every other damage.
    }
    throw refused();
  }

  private static byte[] digest(String partition, PageRequest request, String key) {
    String listing = request.direction() + " " + request.from() + " " + request.until();
    // No control character stands in ids and times, so the line breaks keep the parts apart.
    String bound = (char) CONTINUATION + "\n" + partition + "\n" + listing + "\n" + key;
    return Arrays.copyOf(Sha256.of(bound.getBytes(UTF_8)), DIGEST_BYTES);
  }

  private static InvalidInputException refused() {
    return new InvalidInputException(
        "The cursor is damaged or belongs to another listing; begin again without one");
  }
}
