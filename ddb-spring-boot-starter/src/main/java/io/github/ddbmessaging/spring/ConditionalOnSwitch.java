package io.github.ddbmessaging.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the library and the part are on, read as {@link DdbMessagingProperties} reads it:
 * {@code yes}, {@code on} and {@code 1} are true as well, and what is no boolean ends the start.
 * With Spring Boot's own condition a part could be off that the properties call on.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnSwitch.OnSwitch.class)
@interface ConditionalOnSwitch {
  /** The property, without its prefix. */
  String value() default "enabled";

  /** What it is if nobody sets it. */
  boolean byDefault() default true;

  /** Reads the switches. */
  final class OnSwitch implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      Binder binder = Binder.get(context.getEnvironment());
      MergedAnnotation<ConditionalOnSwitch> part =
          metadata.getAnnotations().get(ConditionalOnSwitch.class);
      return isOn(binder, "enabled", true)
          && isOn(binder, part.getString("value"), part.getBoolean("byDefault"));
    }

    private static boolean isOn(Binder binder, String name, boolean byDefault) {
      return binder
          .bind(DdbMessagingProperties.PREFIX + "." + name, Boolean.class)
          .orElse(byDefault);
    }
  }
}
