package io.github.ddbmessaging.examples.kcl;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/** The checkpoints that a processor set, in order. */
final class Checkpoints {
  static final String SHARD_END = "SHARD_END";

  private final List<String> set = new ArrayList<>();
  private int failures;

  /** Refuses the next checkpoints. */
  void fail(int times) {
    failures = times;
  }

  List<String> set() {
    return List.copyOf(set);
  }

  RecordProcessorCheckpointer checkpointer() {
    return (RecordProcessorCheckpointer)
        Proxy.newProxyInstance(
            Checkpoints.class.getClassLoader(),
            new Class<?>[] {RecordProcessorCheckpointer.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("checkpoint")) {
                throw new UnsupportedOperationException(method.getName());
              }
              if (failures > 0) {
                failures--;
                throw new ThrottlingException("Injected");
              }
              set.add(arguments == null ? SHARD_END : (String) arguments[0]);
              return null;
            });
  }
}
