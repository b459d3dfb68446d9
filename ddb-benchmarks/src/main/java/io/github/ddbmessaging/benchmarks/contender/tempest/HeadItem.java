package io.github.ddbmessaging.benchmarks.contender.tempest;

import app.cash.tempest2.Attribute;
import java.util.List;

/** The head of a group. Tempest reads and sets the fields by reflection. */
public final class HeadItem {
  @Attribute(prefix = "MSG#")
  public final String pk;

  @Attribute(prefix = "HEAD")
  public final String sk = "";

  @Attribute(name = "newest_sk")
  public final String newest;

  public final List<MemberItem> members;
  public final String title;

  @Attribute(name = "created_at")
  public final String createdAt;

  public final Long version;

  HeadItem(
      String groupId,
      String newest,
      List<MemberItem> members,
      String title,
      String createdAt,
      Long version) {
    this.pk = groupId;
    this.newest = newest;
    this.members = members;
    this.title = title;
    this.createdAt = createdAt;
    this.version = version;
  }

  HeadItem withNewest(String sortKey) {
    return new HeadItem(pk, sortKey, members, title, createdAt, version + 1);
  }

  /** Where a head stands. */
  public static final class Key {
    public final String pk;
    public final String sk = "";

    Key(String groupId) {
      this.pk = groupId;
    }
  }
}
