package io.github.ddbmessaging.message;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Where a process can end. */
public final class EachRequest {
  private EachRequest() {}

  /** Every request of every scenario, and whether it is done before the process ends. */
  public static <S> Stream<Arguments> of(S[] scenarios, ToIntFunction<S> requests) {
    return Arrays.stream(scenarios)
        .flatMap(
            scenario ->
                IntStream.rangeClosed(1, requests.applyAsInt(scenario))
                    .boxed()
                    .flatMap(
                        number ->
                            Stream.of(
                                Arguments.of(scenario, number, false),
                                Arguments.of(scenario, number, true))));
  }
}
