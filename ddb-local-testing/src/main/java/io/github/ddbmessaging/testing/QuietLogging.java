package io.github.ddbmessaging.testing;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.status.StatusLogger;

/** Keeps the libraries under the engine from printing what nobody has to act on. */
final class QuietLogging {

  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");
  private static final Logger BASE64 = Logger.getLogger("com.amazonaws.util.Base64");

  private QuietLogging() {}

  /** Call before any class of DynamoDB Local is loaded. */
  static synchronized void apply() {
    // These are fields because a logger that nobody holds is collected and forgets its level.
    SQLITE.setLevel(Level.WARNING);
    // It warns of a slower path where JAXB is missing, which is everywhere since Java 11.
    BASE64.setLevel(Level.SEVERE);
    withoutNoticeOfMissingLog4j();
  }

  // What replaces setLevel is missing in the older versions that a program may have.
  @SuppressWarnings("deprecation")
  private static void withoutNoticeOfMissingLog4j() {
    StatusLogger status = StatusLogger.getLogger();
    org.apache.logging.log4j.Level level = status.getLevel();
    status.setLevel(org.apache.logging.log4j.Level.OFF);
    LogManager.getFactory();
    status.setLevel(level);
  }
}
