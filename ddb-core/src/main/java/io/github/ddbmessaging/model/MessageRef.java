package io.github.ddbmessaging.model;

import static io.github.ddbmessaging.model.Given.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Base64;
import java.util.List;

/**
 * Names a message: {@link Message#ref()} gives it, and every method that concerns one message takes
 * it. As text it is safe in a URL, so that a client can keep it and hand it back.
 *
 * <p>It holds the message's sort key as the table held it. Two kinds of messages get another key,
 * by {@link io.github.ddbmessaging.MessagingAdmin#migrate} or a projector that rewrites old keys:
 *
 * <ul>
 *   <li>A message of the original application, whatever its offset. {@code findMessage} and all
 *       that changes a message still find it by a ref from before; where its key has no offset, the
 *       store must have the same {@code zoneOfOldKeys} as what moved it.
 *   <li>A message of this library that was pushed ahead by such a key of another zone than UTC, and
 *       is moved back to its time. A ref from before finds nothing any more; a listing gives the
 *       new one.
 * </ul>
 *
 * <p>As a position in a listing, a ref from before stands at the old key.
 *
 * @param groupId the message's group
 * @param sortKey the message's sort key
 * @param messageId the message's own id
 */
public record MessageRef(String groupId, SortKey sortKey, String messageId) {
  private static final String VERSION = "1";

  /** In no id and no sort key. */
  private static final String SEPARATOR = "\n";

  /** Refuses null. */
  public MessageRef {
    requireNonNull(groupId, "groupId");
    requireNonNull(sortKey, "sortKey");
    requireNonNull(messageId, "messageId");
  }

  /**
   * Reads a ref.
   *
   * @param text what {@link #toString()} returned
   * @return the ref
   * @throws InvalidInputException if it is something else
   */
  public static MessageRef parse(String text) {
    String whole = given(text, "message ref");
    try {
      List<String> parts =
          List.of(new String(Base64.getUrlDecoder().decode(whole), UTF_8).split(SEPARATOR, -1));
      if (parts.size() == 4 && parts.get(0).equals(VERSION) && !parts.get(3).isEmpty()) {
        MessageRef ref = new MessageRef(parts.get(1), new SortKey(parts.get(2)), parts.get(3));
        // The decoder accepts padding and stray bits, so that several texts mean the same bytes.
        if (ref.toString().equals(whole)) {
          return ref;
        }
      }
    } catch (IllegalArgumentException | InvalidInputException e) {
      // Not base64, or no sort key: refused below like every other damage.
    }
    throw new InvalidInputException(
        "The message ref is damaged; use the text that Message.ref() gave");
  }

  /**
   * The ref as text, of letters, digits, {@code -} and {@code _}.
   *
   * @return what {@link #parse} reads
   */
  @Override
  public String toString() {
    String parts = String.join(SEPARATOR, VERSION, groupId, sortKey.value(), messageId);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(UTF_8));
  }
}
