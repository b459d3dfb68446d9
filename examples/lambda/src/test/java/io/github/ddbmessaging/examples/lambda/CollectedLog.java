package io.github.ddbmessaging.examples.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** The log of an invocation, line by line. */
final class CollectedLog implements LambdaLogger {
  private final List<String> lines = new ArrayList<>();

  /** A context of which only the logger is there. */
  Context context() {
    return (Context)
        Proxy.newProxyInstance(
            CollectedLog.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getLogger")) {
                return this;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void log(String message) {
    lines.add(message);
  }

  @Override
  public void log(byte[] message) {
    log(new String(message, UTF_8));
  }
}
