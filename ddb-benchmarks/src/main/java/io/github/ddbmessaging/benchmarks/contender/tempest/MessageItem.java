package io.github.ddbmessaging.benchmarks.contender.tempest;

import static java.util.Objects.requireNonNull;

import app.cash.tempest2.Attribute;

/** A message. Tempest reads and sets the fields by reflection. */
public final class MessageItem {
  private static final String PARTITION = "MSG#";
  private static final String KIND = "M#";

  @Attribute(prefix = PARTITION)
  public final String pk;

  @Attribute(prefix = KIND)
  public final String sk;

  @Attribute(name = "message_uuid")
  public final String messageId;

  public final String message;

  @Attribute(name = "user_uuid")
  public final String userId;

  @Attribute(name = "user_display_name")
  public final String displayName;

  @Attribute(name = "user_handle")
  public final String handle;

  MessageItem(String groupId, String sk, String messageId, String message, MemberItem sender) {
    this.pk = groupId;
    this.sk = sk;
    this.messageId = messageId;
    this.message = message;
    this.userId = requireNonNull(sender.getUserId());
    this.displayName = requireNonNull(sender.getDisplayName());
    this.handle = requireNonNull(sender.getHandle());
  }

  /** As the stream shows it: tempest has no way to read an image. */
  static MessageItem of(RawItem raw) {
    MemberItem sender = new MemberItem();
    sender.setUserId(raw.getUserId());
    sender.setDisplayName(raw.getDisplayName());
    sender.setHandle(raw.getHandle());
    return new MessageItem(
        requireNonNull(raw.getPk()).substring(PARTITION.length()),
        requireNonNull(raw.getSk()).substring(KIND.length()),
        requireNonNull(raw.getMessageId()),
        requireNonNull(raw.getMessage()),
        sender);
  }

  /** Where a message stands. */
  public static final class Key {
    public final String pk;
    public final String sk;

    Key(String groupId, String sk) {
      this.pk = groupId;
      this.sk = sk;
    }
  }
}
