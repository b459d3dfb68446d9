package io.github.ddbmessaging.store;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.AsyncMessagingAdmin;
import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.AsyncProjector;
import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.Projector;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public method of a synchronous class has its asynchronous twin, and the other way round:
 * the same name and arguments, and what {@link #twin} makes of the result.
 */
class AsyncTwinsTest {
  private static final Map<Class<?>, Class<?>> TWINS =
      Map.of(
          MessagingStore.class, AsyncMessagingStore.class,
          MessagingStore.Builder.class, AsyncMessagingStore.Builder.class,
          MessagingAdmin.class, AsyncMessagingAdmin.class,
          MessagingAdmin.Builder.class, AsyncMessagingAdmin.Builder.class,
          Projector.class, AsyncProjector.class);

  /** Methods whose arguments differ, and why. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "client", "takes a client of its own kind",
          "parallel", "futures need no executor to work on several groups at once");

  static Stream<Arguments> twins() {
    return TWINS.entrySet().stream().map(pair -> Arguments.of(pair.getKey(), pair.getValue()));
  }

  @ParameterizedTest
  @MethodSource("twins")
  void asyncClass_hasTheTwinOfEveryMethodAndNoOther(Class<?> sync, Class<?> async) {
    assertThat(signatures(async, UnaryOperator.identity()))
        .isEqualTo(signatures(sync, AsyncTwinsTest::twin));
  }

  @ParameterizedTest
  @MethodSource("twins")
  void asyncClass_hasTheExceptionsAndTheSameSuperclass(Class<?> sync, Class<?> async) {
    assertThat(exceptions(async)).isEqualTo(exceptions(sync));
    assertThat(async.getSuperclass()).isEqualTo(sync.getSuperclass());
  }

  /** What a twin returns: a view of its own kind, a publisher, or a future. */
  private static String twin(String type) {
    for (Map.Entry<Class<?>, Class<?>> pair : TWINS.entrySet()) {
      if (type.equals(pair.getKey().getTypeName())) {
        return pair.getValue().getTypeName();
      }
    }
    String iterable = Iterable.class.getTypeName();
    return type.startsWith(iterable)
        ? Flow.Publisher.class.getTypeName() + type.substring(iterable.length())
        : CompletableFuture.class.getTypeName()
            + "<"
            + (type.equals("boolean") ? Boolean.class.getTypeName() : type)
            + ">";
  }

  private static Set<String> signatures(Class<?> type, UnaryOperator<String> result) {
    return methods(type)
        .filter(method -> !EXCEPTIONS.containsKey(method.getName()))
        .map(
            method ->
                result.apply(method.getGenericReturnType().getTypeName())
                    + " "
                    + method.getName()
                    + Arrays.stream(method.getGenericParameterTypes())
                        .map(Type::getTypeName)
                        .collect(joining(", ", "(", ")")))
        .collect(toSet());
  }

  private static Set<String> exceptions(Class<?> type) {
    return methods(type).map(Method::getName).filter(EXCEPTIONS::containsKey).collect(toSet());
  }

  /** The public methods that the class does not share with its twin by inheritance. */
  private static Stream<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
  }
}
