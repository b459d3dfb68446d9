package io.github.ddbmessaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tells in the usual build, and not only in a long campaign, that a mistake has lost its method.
 */
class BrokenMethodsTest {

  static Stream<Method> mistakes() {
    return BrokenMethods.mistakes();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void with_everyMistake_findsTheMethodThatHasIt(Method mistake) throws Exception {
    try (BrokenClasses broken = BrokenClasses.with(mistake)) {
      Class<?> type =
          Class.forName(BrokenClasses.target(mistake).getDeclaringClass().getName(), true, broken);

      assertThat(type.getClassLoader()).isSameAs(broken);
    }
  }
}
