package io.github.ddbmessaging.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.stream.StreamSupport;

/**
 * Shows an object of the library under an interface of these tests, whether it is synchronous or
 * not: futures are waited for, publishers and iterables read to their end, and views shown
 * likewise.
 */
record Facade(Object shown) implements InvocationHandler {
  static <T> T of(Class<T> face, Object shown) {
    return face.cast(
        Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, new Facade(shown)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    try {
      Object result =
          shown
              .getClass()
              .getMethod(method.getName(), method.getParameterTypes())
              .invoke(shown, arguments);
      return as(method.getReturnType(), result);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object as(Class<?> wanted, Object result) {
    if (result instanceof CompletableFuture<?> future) {
      return joined(future);
    }
    if (result instanceof Flow.Publisher<?> publisher) {
      return joined(Collecting.from(publisher));
    }
    if (wanted.isInstance(result) || wanted.isPrimitive()) {
      return result;
    }
    return result instanceof Iterable<?> items && wanted == List.class
        ? StreamSupport.stream(items.spliterator(), false).toList()
        : of(wanted, result);
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
