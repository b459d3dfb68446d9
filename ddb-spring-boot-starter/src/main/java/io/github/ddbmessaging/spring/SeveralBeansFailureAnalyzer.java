package io.github.ddbmessaging.spring;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** One line for several beans of which the starter needs one, such as two clients. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SeveralBeansFailureAnalyzer
    extends AbstractFailureAnalyzer<NoUniqueBeanDefinitionException> {
  private static final Set<Class<?>> USERS_OF_CLIENTS =
      Set.of(MessagingAutoConfiguration.class, MessagingPollerAutoConfiguration.class);

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, NoUniqueBeanDefinitionException cause) {
    Class<?> type = cause.getBeanType();
    Collection<String> names = cause.getBeanNamesFound();
    if (type == null || names == null || !isOurs(injectionPoint(rootFailure))) {
      return null;
    }
    return new FailureAnalysis(
        "ddb.messaging needs one %s, and there are %d beans: %s."
            .formatted(type.getSimpleName(), names.size(), String.join(", ", names)),
        "Mark the one for messages as @Primary.",
        cause);
  }

  /** The one that is nearest to the cause. */
  private static @Nullable InjectionPoint injectionPoint(Throwable failure) {
    InjectionPoint nearest = null;
    for (Throwable next = failure; next != null; next = next.getCause()) {
      if (next instanceof UnsatisfiedDependencyException unsatisfied) {
        nearest = unsatisfied.getInjectionPoint();
      }
    }
    return nearest;
  }

  private static boolean isOurs(@Nullable InjectionPoint point) {
    return point != null && USERS_OF_CLIENTS.contains(point.getMember().getDeclaringClass());
  }
}
