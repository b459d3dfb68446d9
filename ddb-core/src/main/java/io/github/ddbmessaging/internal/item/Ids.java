package io.github.ddbmessaging.internal.item;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.internal.text.Sha256;
import io.github.ddbmessaging.model.User;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Group ids that follow from what they are made for, so that making one twice gives one. */
public final class Ids {
  private static final int HASH_CHARACTERS = 40;

  private Ids() {}

  /**
   * The id of the direct group of two users, whichever of them asks.
   *
   * @param members the two
   * @return the id
   */
  public static String directGroup(List<User> members) {
    return "direct-" + hash(members.stream().map(User::id).sorted());
  }

  /**
   * The id of the group that a user makes with an idempotency key.
   *
   * @param senderId who makes it
   * @param idempotencyKey the key
   * @return the id
   */
  public static String keyedGroup(String senderId, String idempotencyKey) {
    return "keyed-" + hash(Stream.of(senderId, idempotencyKey));
  }

  private static String hash(Stream<String> parts) {
    // Neither ids nor keys hold control characters, so the line break keeps parts apart.
    String joined = parts.collect(Collectors.joining("\n"));
    return HexFormat.of()
        .formatHex(Sha256.of(joined.getBytes(UTF_8)))
        .substring(0, HASH_CHARACTERS);
  }
}
