package io.github.ddbmessaging.examples.chat.web;

import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes all that somebody may ask for, as soon as there is any, so that a slow machine is no help.
 */
public final class Drained {
  private Drained() {}

  public static void user(Profile user, Runnable meanwhile) {
    drain("user " + user.userId(), meanwhile);
  }

  public static void address(String address, Runnable meanwhile) {
    drain(RateLimits.stranger(address), meanwhile);
  }

  private static void drain(String who, Runnable meanwhile) {
    RateLimits limits = RunningChat.bean(RateLimits.class);
    AtomicBoolean done = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              while (!done.get()) {
                limits.take(who, false);
              }
            },
            "drained");
    thread.start();
    try {
      meanwhile.run();
    } finally {
      done.set(true);
    }
  }
}
