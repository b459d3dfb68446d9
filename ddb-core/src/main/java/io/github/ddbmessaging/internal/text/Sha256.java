package io.github.ddbmessaging.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SHA-256, without the checked exception for a platform that lacks it. */
public final class Sha256 {
  private static final int SHORT_HASH_CHARACTERS = 40;

  private Sha256() {}

  public static byte[] of(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The first 160 bits in hexadecimal, of parts that hold no line break. */
  public static String shortHash(Stream<String> parts) {
    return shortHash(parts.collect(Collectors.joining("\n")));
  }

  /** The first 160 bits in hexadecimal. */
  public static String shortHash(String text) {
    return HexFormat.of().formatHex(of(text.getBytes(UTF_8))).substring(0, SHORT_HASH_CHARACTERS);
  }
}
