package io.github.ddbmessaging.benchmarks.contender.tempest;

import static java.util.Objects.requireNonNull;

import app.cash.tempest2.Attribute;
import io.github.ddbmessaging.benchmarks.contender.Preview;

/** A row in a user's list of groups. Tempest reads and sets the fields by reflection. */
public final class RowItem {
  @Attribute(prefix = "GRP#")
  public final String pk;

  @Attribute(prefix = "R#")
  public final String sk;

  @Attribute(name = "message_group_uuid")
  public final String groupId;

  public final String message;
  public final String title;

  @Attribute(name = "user_uuid")
  public final String userId;

  @Attribute(name = "user_display_name")
  public final String displayName;

  @Attribute(name = "user_handle")
  public final String handle;

  @Attribute(name = "last_user_uuid")
  public final String lastUserId;

  public final Boolean direct;

  RowItem(Key key, HeadItem group, MessageItem newest) {
    this.pk = key.pk;
    this.sk = key.sk;
    this.groupId = group.pk;
    this.message = Preview.of(newest.message);
    this.title = group.title;
    this.userId = newest.userId;
    this.displayName = newest.displayName;
    this.handle = newest.handle;
    this.lastUserId = newest.userId;
    this.direct = false;
  }

  /** Where a row stands. */
  public static final class Key {
    public final String pk;
    public final String sk;

    Key(String userId, String sk) {
      this.pk = userId;
      this.sk = sk;
    }

    static Key of(MemberItem member, HeadItem group) {
      String time = group.newest.substring(0, group.newest.indexOf('#') + 1);
      return new Key(requireNonNull(member.getUserId()), time + group.pk);
    }
  }
}
