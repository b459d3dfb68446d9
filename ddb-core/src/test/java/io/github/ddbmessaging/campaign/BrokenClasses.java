package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.campaign.BrokenMethods.InPlaceOf;
import io.github.ddbmessaging.campaign.BrokenMethods.Mistake;
import io.github.ddbmessaging.campaign.BrokenMethods.Original;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.Morph;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/** Loads the library and the campaign once more, with one method in place of the right one. */
final class BrokenClasses extends URLClassLoader {
  private static final String ROOT = "io.github.ddbmessaging.";

  /** The class that has the mistake, and what belongs to it. */
  private final Map<String, byte[]> broken;

  private BrokenClasses(Map<String, byte[]> broken) {
    super(
        Stream.of(MessagingStore.class, BrokenClasses.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new),
        BrokenClasses.class.getClassLoader());
    this.broken = broken;
  }

  /**
   * Plays runs with one of the {@link BrokenMethods#mistakes}; returns the first that fails, or 0.
   */
  static int play(Method mistake, boolean amongOldGroups) {
    try (BrokenClasses classes = with(mistake)) {
      Constructor<?> campaign =
          classes.loadClass(BrokenCampaign.class.getName()).getDeclaredConstructor(boolean.class);
      campaign.setAccessible(true);
      return ((IntSupplier) campaign.newInstance(amongOldGroups)).getAsInt();
    } catch (ReflectiveOperationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static BrokenClasses with(Method mistake) {
    Method target = target(mistake);
    ClassLoader library = MessagingStore.class.getClassLoader();
    // Read from its file: a class that is loaded may have methods of the coverage agent.
    TypeDescription type =
        TypePool.Default.of(library).describe(target.getDeclaringClass().getName()).resolve();
    return new BrokenClasses(
        new ByteBuddy()
                .rebase(type, ClassFileLocator.ForClassLoader.of(library))
                .method(ElementMatchers.is(target))
                .intercept(
                    MethodDelegation.withDefaultConfiguration()
                        .withBinders(Morph.Binder.install(Original.class))
                        .filter(ElementMatchers.is(mistake))
                        .to(mistake.getDeclaringClass()))
                .make()
                .getAllTypes()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(made -> made.getKey().getName(), Map.Entry::getValue)));
  }

  /** The method of the library that a mistake stands for. */
  static Method target(Method mistake) {
    InPlaceOf copy = mistake.getAnnotation(InPlaceOf.class);
    Class<?>[] parameters =
        Arrays.stream(mistake.getParameters())
            .filter(parameter -> parameter.getAnnotations().length == 0)
            .map(Parameter::getType)
            .toArray(Class<?>[]::new);
    try {
      Class<?> type =
          copy.hidden().isEmpty()
              ? copy.type()
              : Class.forName(copy.type().getPackageName() + "." + copy.hidden());
      Method target = type.getDeclaredMethod(copy.method(), parameters);
      if (target.getReturnType() == mistake.getReturnType()) {
        return target;
      }
    } catch (ReflectiveOperationException e) {
      // Told below.
    }
    throw new IllegalStateException(
        "No method of the library has the mistake '%s' any more: %s; find what decides it now"
            .formatted(mistake.getAnnotation(Mistake.class).value(), copy));
  }

  /** The library and its tests come from here, all else from where it always does. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null && name.startsWith(ROOT)) {
        try {
          loaded = findClass(name);
        } catch (ClassNotFoundException e) {
          loaded = null;
        }
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] code = broken.get(name);
    return code == null ? super.findClass(name) : defineClass(name, code, 0, code.length);
  }
}
