package io.github.ddbmessaging.spring;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;

/** One line for a property that Spring Boot can't convert, or that has no such name. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadablePropertyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
  private static final ConfigurationPropertyName PREFIX =
      ConfigurationPropertyName.of(DdbMessagingProperties.PREFIX);

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
    if (!PREFIX.equals(cause.getName()) && !PREFIX.isAncestorOf(cause.getName())) {
      return null;
    }
    if (findCause(rootFailure, WrongPropertyException.class) != null) {
      return null;
    }
    UnboundConfigurationPropertiesException unknown =
        findCause(rootFailure, UnboundConfigurationPropertiesException.class);
    if (unknown != null) {
      return unbound(unknown.getUnboundProperties(), cause);
    }
    Class<?> type = cause.getTarget().getType().resolve(Object.class);
    ConfigurationProperty property = cause.getProperty();
    if (property != null) {
      return new FailureAnalysis(
          property.getName() + " is \"" + property.getValue() + "\"" + origin(property) + ".",
          "Use " + expected(type) + ".",
          cause);
    }
    return findCause(rootFailure, ConverterNotFoundException.class) == null
        ? null
        : new FailureAnalysis(
            cause.getName() + " is a group of properties and takes no value.",
            "Set one of the group: " + members(cause.getName(), type) + ".",
            cause);
  }

  /** What is in no property: an unknown name, or nothing for one that needs more. */
  private static FailureAnalysis unbound(
      Set<ConfigurationProperty> properties, BindException cause) {
    ConfigurationProperty first = properties.iterator().next();
    if (first.getValue().toString().isEmpty()) {
      return new FailureAnalysis(
          first.getName() + " is empty" + origin(first) + ".",
          "Give it a value, or remove it.",
          cause);
    }
    String names =
        properties.stream()
            .map(property -> property.getName() + origin(property))
            .collect(Collectors.joining(", "));
    return new FailureAnalysis(
        "There is no property " + names + ".",
        "Check the name: docs/spring-boot.md lists all under ddb.messaging.",
        cause);
  }

  private static String members(ConfigurationPropertyName group, Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(member -> group + "." + DataObjectPropertyName.toDashedForm(member.getName()))
        .collect(Collectors.joining(" or "));
  }

  private static String origin(ConfigurationProperty property) {
    return property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(" or "));
    }
    if (type == Duration.class) {
      return "a duration, such as 10s, 5m or 1d";
    }
    if (type == URI.class) {
      return "an address, such as http://localhost:8000";
    }
    return type == boolean.class || type == Boolean.class
        ? "true or false"
        : "a whole number, at most " + Integer.MAX_VALUE;
  }
}
