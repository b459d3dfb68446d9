package io.github.ddbmessaging.examples.chat.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The users, in Postgres. */
@Repository
public class Profiles {
  private static final String COLUMNS = "select id, handle, display_name from profile ";
  private static final int MOST_FOUND = 20;

  /** Much longer than one page of conversations takes: a turn that is kept is never another's. */
  private static final Duration TURN = Duration.ofMinutes(1);

  private final JdbcClient database;

  /** Who a token's subject is: asked with every request, and changed by a rename alone. */
  private final Cache<String, Optional<Profile>> bySubject =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(30)).build();

  Profiles(JdbcClient database) {
    this.database = database;
  }

  /**
   * Finds the user of a Cognito id. The answer may be some seconds old.
   *
   * @param cognitoId the subject of a token
   * @return the user, or empty if nobody has this id
   */
  public Optional<Profile> findByCognitoId(String cognitoId) {
    return bySubject.get(
        cognitoId,
        id ->
            database
                .sql(COLUMNS + "where cognito_id = ?")
                .param(id)
                .query(Profiles::profile)
                .optional());
  }

  /**
   * Finds users by their ids.
   *
   * @param ids whom
   * @return those that there are
   */
  public List<Profile> list(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : database
            .sql(COLUMNS + "where id in (:ids)")
            .param("ids", ids)
            .query(Profiles::profile)
            .list();
  }

  /**
   * Finds users by the beginning of the handle, or a part of the name.
   *
   * @param text what to look for; all if it is empty
   * @return the first of them by name
   */
  public List<Profile> search(String text) {
    String literal = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return database
        .sql(
            COLUMNS
                + "where handle ilike :prefix or display_name ilike :part"
                + " order by display_name, id limit :most")
        .param("prefix", literal + "%")
        .param("part", "%" + literal + "%")
        .param("most", MOST_FOUND)
        .query(Profiles::profile)
        .list();
  }

  /**
   * Finds the Cognito id of a user.
   *
   * @param id whose
   * @return the id, or empty if there is no such user, or none with a Cognito id
   */
  public Optional<String> findCognitoId(UUID id) {
    return database
        .sql("select cognito_id from profile where id = ? and cognito_id is not null")
        .param(id)
        .query(String.class)
        .optional();
  }

  /**
   * Adds a user, unless one with this id is there.
   *
   * @param profile the user
   * @param cognitoId the subject of the user's tokens
   */
  public void add(Profile profile, String cognitoId) {
    database
        .sql(
            "insert into profile (id, cognito_id, handle, display_name) values (?, ?, ?, ?)"
                + " on conflict (id) do nothing")
        .params(profile.id(), cognitoId, profile.handle(), profile.displayName())
        .update();
  }

  /**
   * Gives a user another name, and notes that conversations do not have it yet.
   *
   * @param id who
   * @param displayName the name
   */
  void rename(UUID id, String displayName) {
    database
        .sql("update profile set display_name = ?, name_spread = false where id = ?")
        .params(displayName, id)
        .update();
    bySubject.invalidateAll();
  }

  /** Users whose conversations do not all have their name yet. */
  List<UUID> listNotSpread() {
    return database.sql("select id from profile where not name_spread").query(UUID.class).list();
  }

  /**
   * Takes the turn to give a user's conversations the name, or keeps it for another while. Two at
   * once would leave some with the name of the one, some with that of the other.
   *
   * @param id whose name
   * @param turn who takes it
   * @return the user with the name of now; empty if the turn is another's, or all is done
   */
  Optional<Profile> takeTurn(UUID id, UUID turn) {
    return database
        .sql(
            "update profile set spread_turn = :turn,"
                + " spread_until = now() + make_interval(secs => :seconds)"
                + " where id = :id and not name_spread"
                + " and (spread_turn is null or spread_turn = :turn or spread_until < now())"
                + " returning id, handle, display_name")
        .param("turn", turn)
        .param("seconds", TURN.toSeconds())
        .param("id", id)
        .query(Profiles::profile)
        .optional();
  }

  /** Gives the turn back: what is left is done later. */
  void leaveTurn(UUID id, UUID turn) {
    database
        .sql("update profile set spread_turn = null where id = ? and spread_turn = ?")
        .params(id, turn)
        .update();
  }

  /** Notes that all conversations have this name, unless there is another by now. */
  void markSpread(Profile profile, UUID turn) {
    database
        .sql(
            "update profile set name_spread = true, spread_turn = null"
                + " where id = ? and display_name = ? and spread_turn = ?")
        .params(profile.id(), profile.displayName(), turn)
        .update();
  }

  private static Profile profile(ResultSet row, int number) throws SQLException {
    return new Profile(
        row.getObject("id", UUID.class), row.getString("handle"), row.getString("display_name"));
  }
}
