package io.github.ddbmessaging.security;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The public methods of both stores, found by reflection, so that a new one can't be forgotten. */
final class AttackSurface {
  /** Methods that no attack is made on, and why. */
  static final Map<String, String> NOT_ATTACKED =
      Map.of(
          "builder", "makes a store; touches no table",
          "actingAs", "says who the caller is; the service decides that, not the caller",
          "projector", "for the operator: works on all groups, as it says");

  private static final List<Class<?>> STORES =
      List.of(MessagingStore.class, AsyncMessagingStore.class);

  private AttackSurface() {}

  /** What reads or writes. */
  static Stream<Method> methods() {
    return all().filter(method -> !isView(method) && !NOT_ATTACKED.containsKey(method.getName()));
  }

  /** All of them. */
  static Stream<Method> all() {
    return STORES.stream()
        .flatMap(store -> Arrays.stream(store.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .sorted(Comparator.comparing(Method::toString));
  }

  /** A store in each of its ways to read and send. */
  static List<Object> views(Object store) throws ReflectiveOperationException {
    List<Object> views = new ArrayList<>();
    for (Method method : store.getClass().getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers()) && isView(method)) {
        if (method.getParameterCount() == 0) {
          views.add(method.invoke(store));
        } else {
          for (Object way : method.getParameterTypes()[0].getEnumConstants()) {
            views.add(method.invoke(store, way));
          }
        }
      }
    }
    return views;
  }

  private static boolean isView(Method method) {
    return method.getReturnType() == method.getDeclaringClass()
        && Arrays.stream(method.getParameterTypes()).allMatch(Class::isEnum);
  }
}
