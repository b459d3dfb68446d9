package io.github.ddbmessaging.testing;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteConstants;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteStatement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the engine puts into every database: its own tables, and the version of their layout.
 *
 * @param tables the SQL that makes each table, by its name
 * @param version the only row of the table of versions
 */
record Schema(Map<String, String> tables, String version) {

  private static final String VERSIONS = "cf";

  /** Reads the tables that a database has, with the version. */
  static Schema of(SQLiteConnection connection) throws SQLiteException {
    SQLiteStatement rows = connection.prepare("SELECT version FROM " + VERSIONS);
    try {
      if (!rows.step()) {
        throw new SQLiteException(SQLiteConstants.SQLITE_NOTADB, "no version");
      }
      return new Schema(tables(connection), rows.columnString(0));
    } finally {
      rows.dispose();
    }
  }

  /**
   * Makes all of it in a new database.
   *
   * @return false if the database has older tables
   * @throws SQLiteException if the database is damaged, or somebody else's
   */
  boolean makeIn(SQLiteConnection connection) throws SQLiteException {
    requireSound(connection);
    Map<String, String> present = tables(connection);
    if (present.isEmpty()) {
      for (String statement : tables.values()) {
        connection.exec(statement);
      }
      connection.exec("INSERT INTO " + VERSIONS + " VALUES ('" + version + "')");
      return true;
    }
    if (!present.containsKey(VERSIONS)) {
      throw new SQLiteException(SQLiteConstants.SQLITE_NOTADB, "no table of versions");
    }
    return of(connection).tables().entrySet().containsAll(tables.entrySet());
  }

  private static Map<String, String> tables(SQLiteConnection connection) throws SQLiteException {
    Map<String, String> tables = new LinkedHashMap<>();
    SQLiteStatement rows =
        connection.prepare("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL");
    try {
      while (rows.step()) {
        tables.put(rows.columnString(0), rows.columnString(1));
      }
    } finally {
      rows.dispose();
    }
    return tables;
  }

  private static void requireSound(SQLiteConnection connection) throws SQLiteException {
    SQLiteStatement check = connection.prepare("PRAGMA quick_check(1)");
    try {
      if (!check.step() || !"ok".equals(check.columnString(0))) {
        throw new SQLiteException(SQLiteConstants.SQLITE_CORRUPT, "the check found damage");
      }
    } finally {
      check.dispose();
    }
  }
}
