package io.github.ddbmessaging.internal.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, without the checked exception for a platform that lacks it. */
public final class Sha256 {
  private Sha256() {}

  public static byte[] of(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
