package io.github.ddbmessaging.firstversion;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

/**
 * The classes of the first version of this library. They have the names of present ones, so they
 * come from a class loader of their own, and tests call them by name.
 */
public final class FirstVersion {
  private static final String ROOT = "io.github.ddbmessaging.";
  private static final String JAR = "/first-version/ddb-core-first-version.jar";

  private static final ClassLoader CLASSES =
      new Classes(requireNonNull(FirstVersion.class.getResource(JAR), JAR));

  private FirstVersion() {}

  /**
   * A class of its root package, where all its models and exceptions are, such as {@code
   * DamagedItemException}.
   */
  public static Class<?> type(String simpleName) {
    try {
      return CLASSES.loadClass(ROOT + simpleName);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("The first version has no class " + simpleName, e);
    }
  }

  /** Makes a record. */
  static Object create(String type, Object... components) {
    try {
      return type(type).getConstructors()[0].newInstance(components);
    } catch (ReflectiveOperationException e) {
      throw failure(e);
    }
  }

  /** Calls a static method of a class. */
  static Object callStatic(String type, String method, Object... arguments) {
    return invoke(type(type), null, method, arguments);
  }

  /** Calls a method of an object; throws what it throws. */
  static Object call(Object target, String method, Object... arguments) {
    return invoke(target.getClass(), target, method, arguments);
  }

  private static Object invoke(Class<?> type, Object target, String name, Object[] arguments) {
    Method method =
        Arrays.stream(type.getMethods())
            .filter(candidate -> candidate.getName().equals(name))
            .filter(candidate -> takes(candidate.getParameterTypes(), arguments))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The first version's " + type.getSimpleName() + " can't " + name));
    try {
      return method.invoke(target, arguments);
    } catch (ReflectiveOperationException e) {
      throw failure(e);
    }
  }

  private static boolean takes(Class<?>[] parameters, Object[] arguments) {
    if (parameters.length != arguments.length) {
      return false;
    }
    for (int n = 0; n < parameters.length; n++) {
      Class<?> parameter = MethodType.methodType(parameters[n]).wrap().returnType();
      if (arguments[n] != null && !parameter.isInstance(arguments[n])) {
        return false;
      }
    }
    return true;
  }

  private static RuntimeException failure(ReflectiveOperationException e) {
    return e instanceof InvocationTargetException
            && e.getCause() instanceof RuntimeException ofFirstVersion
        ? ofFirstVersion
        : new IllegalStateException(e);
  }

  /** Takes the library from the jar and from nowhere else, and all else from where it always is. */
  private static final class Classes extends URLClassLoader {
    Classes(URL jar) {
      super(new URL[] {jar}, FirstVersion.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(ROOT)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
