package io.github.ddbmessaging.examples.chat.session;

import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;

/** What the demo gives who signs in, without a request: many tests come from one address. */
public final class Tokens {
  private Tokens() {}

  public static String of(Profile user) {
    return RunningChat.bean(DemoIssuer.class).issue(RunningChat.cognitoId(user), user.handle());
  }
}
