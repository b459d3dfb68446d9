package io.github.ddbmessaging.testing;

import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBAccess;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Locale.Category;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets DynamoDB Local work in locales that it was not made for.
 *
 * <p>It writes numbers into SQL in the digits of the default locale, which SQLite can't read, and
 * compares PartiQL's keywords in its upper and lower case. The JVM has one default for all threads.
 * So in such a locale the default is another one while a call is at work, and only then.
 */
final class Locales {

  /** Digits from 0 to 9. */
  static final Locales DIGITS =
      new Locales(() -> zeroOf(Locale.getDefault(Category.FORMAT)) == '0', Locales::changeFormat);

  /** An {@code i} that becomes an {@code I}, and back. */
  static final Locales LETTERS =
      new Locales(
          () ->
              "i".toUpperCase(Locale.getDefault()).equals("I")
                  && "I".toLowerCase(Locale.getDefault()).equals("i"),
          Locales::changeAll);

  private final BooleanSupplier defaultWillDo;
  private final Supplier<Runnable> change;
  private int atWork;
  private Runnable undo = () -> {};

  private Locales(BooleanSupplier defaultWillDo, Supplier<Runnable> change) {
    this.defaultWillDo = defaultWillDo;
    this.change = change;
  }

  /**
   * What DynamoDB Local does.
   *
   * @param <T> its result
   * @param <E> what it throws
   */
  @FunctionalInterface
  interface Work<T, E extends Throwable> {
    T run() throws E;
  }

  /** The database for the engine, which also has jobs that are nobody's call. */
  static LocalDBAccess withDigits(LocalDBAccess database) {
    return (LocalDBAccess)
        Proxy.newProxyInstance(
            LocalDBAccess.class.getClassLoader(),
            new Class<?>[] {LocalDBAccess.class},
            (proxy, method, arguments) -> {
              boolean changed = DIGITS.begin();
              try {
                return method.invoke(database, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                DIGITS.end(changed);
              }
            });
  }

  <T, E extends Throwable> T during(Work<T, E> work) throws E {
    boolean changed = begin();
    try {
      return work.run();
    } finally {
      end(changed);
    }
  }

  private synchronized boolean begin() {
    if (atWork == 0) {
      if (defaultWillDo.getAsBoolean()) {
        return false;
      }
      undo = change.get();
    }
    atWork++;
    return true;
  }

  private synchronized void end(boolean changed) {
    if (changed && --atWork == 0) {
      undo.run();
    }
  }

  private static char zeroOf(Locale locale) {
    return DecimalFormatSymbols.getInstance(locale).getZeroDigit();
  }

  private static Runnable changeFormat() {
    Locale usual = Locale.getDefault(Category.FORMAT);
    Locale.setDefault(Category.FORMAT, Locale.ROOT);
    return () -> {
      // Somebody else may have set another one meanwhile.
      if (Locale.getDefault(Category.FORMAT).equals(Locale.ROOT)) {
        Locale.setDefault(Category.FORMAT, usual);
      }
    };
  }

  private static Runnable changeAll() {
    Locale usual = Locale.getDefault();
    Locale usualFormat = Locale.getDefault(Category.FORMAT);
    Locale usualDisplay = Locale.getDefault(Category.DISPLAY);
    Locale.setDefault(Locale.ROOT);
    return () -> {
      if (Locale.getDefault().equals(Locale.ROOT)) {
        Locale.setDefault(usual);
        Locale.setDefault(Category.FORMAT, usualFormat);
        Locale.setDefault(Category.DISPLAY, usualDisplay);
      }
    };
  }
}
