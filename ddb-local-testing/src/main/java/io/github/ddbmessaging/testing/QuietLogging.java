package io.github.ddbmessaging.testing;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.status.StatusLogger;

/** Keeps the libraries under the engine from printing what nobody has to act on. */
final class QuietLogging {

  /** Held, because a logger that nobody holds is collected and forgets its level. */
  private static final List<Logger> SQLITE =
      List.of(
          Logger.getLogger("com.almworks.sqlite4java"),
          Logger.getLogger("com.almworks.sqlite4java.Internal"));

  private QuietLogging() {}

  /** Call before any class of DynamoDB Local is loaded. */
  static synchronized void apply() {
    SQLITE.forEach(logger -> logger.setLevel(Level.WARNING));
    withoutNoticeOfMissingLog4j();
  }

  private static void withoutNoticeOfMissingLog4j() {
    StatusLogger status = StatusLogger.getLogger();
    org.apache.logging.log4j.Level level = status.getLevel();
    status.setLevel(org.apache.logging.log4j.Level.OFF);
    LogManager.getFactory();
    status.setLevel(level);
  }
}
