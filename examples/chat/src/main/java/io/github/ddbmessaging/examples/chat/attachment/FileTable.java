package io.github.ddbmessaging.examples.chat.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of files, in Postgres. A send claims a file, so that no other has it as well. */
@Repository
class FileTable {
  private final JdbcClient database;

  FileTable(JdbcClient database) {
    this.database = database;
  }

  void add(StoredFile file) {
    database
        .sql(
            "insert into attachment (id, group_id, uploader, name, type, size, width, height)"
                + " values (:id, :group, :uploader, :name, :type, :size, :width, :height)")
        .param("id", file.id())
        .param("group", file.groupId())
        .param("uploader", file.uploader())
        .param("name", file.name())
        .param("type", file.type())
        .param("size", file.size())
        .param("width", file.width(), Types.INTEGER)
        .param("height", file.height(), Types.INTEGER)
        .update();
  }

  /** Gives these files to a send, but for those that another has; counts the tries of the send. */
  List<StoredFile> claim(UUID uploader, String groupId, Set<UUID> ids, String key) {
    return database
        .sql(
            "update attachment set claimed_by = :key, claims = claims + 1 where id in (:ids)"
                + " and uploader = :uploader and group_id = :group"
                + " and (claimed_by is null or claimed_by = :key) returning *")
        .param("key", key)
        .param("ids", ids)
        .param("uploader", uploader)
        .param("group", groupId)
        .query(FileTable::file)
        .list();
  }

  /**
   * Takes files from a send that certainly did not take place. Where it was tried more than once,
   * the other try may have: then they stay.
   */
  void release(Set<UUID> ids, String key) {
    database
        .sql(
            "update attachment set claimed_by = null, claims = 0 where id in (:ids)"
                + " and claimed_by = :key and claims = 1 and not sent")
        .param("ids", ids)
        .param("key", key)
        .update();
  }

  /** Notes that a message of the group has these files. */
  void markSent(String groupId, Set<UUID> ids) {
    database
        .sql("update attachment set sent = true where id in (:ids) and group_id = :group")
        .param("ids", ids)
        .param("group", groupId)
        .update();
  }

  /** A file that no message has yet, if the one who asks uploaded it. */
  Optional<StoredFile> findUnsent(UUID id, UUID uploader) {
    return database
        .sql("select * from attachment where id = ? and uploader = ? and claimed_by is null")
        .params(id, uploader)
        .query(FileTable::file)
        .optional();
  }

  /** How much room the files of a user take of which it is not known that a message has them. */
  long unsentBytes(UUID uploader) {
    return database
        .sql("select coalesce(sum(size), 0) from attachment where uploader = ? and not sent")
        .param(uploader)
        .query(Long.class)
        .single();
  }

  /** Files that waited too long for a message. */
  List<UUID> deleteUnsent(Duration olderThan) {
    return database
        .sql(
            "delete from attachment where claimed_by is null"
                + " and uploaded_at < now() - make_interval(secs => ?) returning id")
        .param(olderThan.toSeconds())
        .query(UUID.class)
        .list();
  }

  void delete(UUID id) {
    database.sql("delete from attachment where id = ?").param(id).update();
  }

  private static StoredFile file(ResultSet row, int number) throws SQLException {
    return new StoredFile(
        row.getObject("id", UUID.class),
        row.getString("group_id"),
        row.getObject("uploader", UUID.class),
        row.getString("name"),
        row.getString("type"),
        row.getLong("size"),
        row.getObject("width", Integer.class),
        row.getObject("height", Integer.class));
  }
}
