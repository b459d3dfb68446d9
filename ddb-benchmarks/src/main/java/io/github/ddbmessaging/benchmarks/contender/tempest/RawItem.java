package io.github.ddbmessaging.benchmarks.contender.tempest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** Every attribute that any item of the table has, as tempest asks for. */
@DynamoDbBean
@SuppressWarnings("MemberName") // Tempest wants fields that are named as the attributes are.
public final class RawItem {
  private @Nullable String pk;
  private @Nullable String sk;
  private @Nullable String message_uuid;
  private @Nullable String message;
  private @Nullable String message_group_uuid;
  private @Nullable String title;
  private @Nullable String user_uuid;
  private @Nullable String user_display_name;
  private @Nullable String user_handle;
  private @Nullable String last_user_uuid;
  private @Nullable Boolean direct;
  private @Nullable String newest_sk;
  private @Nullable List<MemberItem> members;
  private @Nullable String created_at;
  private @Nullable Long version;

  @DynamoDbPartitionKey
  public @Nullable String getPk() {
    return pk;
  }

  public void setPk(@Nullable String pk) {
    this.pk = pk;
  }

  @DynamoDbSortKey
  public @Nullable String getSk() {
    return sk;
  }

  public void setSk(@Nullable String sk) {
    this.sk = sk;
  }

  @DynamoDbAttribute("message_uuid")
  public @Nullable String getMessageId() {
    return message_uuid;
  }

  public void setMessageId(@Nullable String messageId) {
    message_uuid = messageId;
  }

  public @Nullable String getMessage() {
    return message;
  }

  public void setMessage(@Nullable String message) {
    this.message = message;
  }

  @DynamoDbAttribute("message_group_uuid")
  public @Nullable String getGroupId() {
    return message_group_uuid;
  }

  public void setGroupId(@Nullable String groupId) {
    message_group_uuid = groupId;
  }

  public @Nullable String getTitle() {
    return title;
  }

  public void setTitle(@Nullable String title) {
    this.title = title;
  }

  @DynamoDbAttribute("user_uuid")
  public @Nullable String getUserId() {
    return user_uuid;
  }

  public void setUserId(@Nullable String userId) {
    user_uuid = userId;
  }

  @DynamoDbAttribute("user_display_name")
  public @Nullable String getDisplayName() {
    return user_display_name;
  }

  public void setDisplayName(@Nullable String displayName) {
    user_display_name = displayName;
  }

  @DynamoDbAttribute("user_handle")
  public @Nullable String getHandle() {
    return user_handle;
  }

  public void setHandle(@Nullable String handle) {
    user_handle = handle;
  }

  @DynamoDbAttribute("newest_sk")
  public @Nullable String getNewest() {
    return newest_sk;
  }

  public void setNewest(@Nullable String newest) {
    newest_sk = newest;
  }

  public @Nullable List<MemberItem> getMembers() {
    return members;
  }

  public void setMembers(@Nullable List<MemberItem> members) {
    this.members = members;
  }

  @DynamoDbAttribute("created_at")
  public @Nullable String getCreatedAt() {
    return created_at;
  }

  public void setCreatedAt(@Nullable String createdAt) {
    created_at = createdAt;
  }

  public @Nullable Long getVersion() {
    return version;
  }

  public void setVersion(@Nullable Long version) {
    this.version = version;
  }

  @DynamoDbAttribute("last_user_uuid")
  public @Nullable String getLastUserId() {
    return last_user_uuid;
  }

  public void setLastUserId(@Nullable String lastUserId) {
    last_user_uuid = lastUserId;
  }

  public @Nullable Boolean getDirect() {
    return direct;
  }

  public void setDirect(@Nullable Boolean direct) {
    this.direct = direct;
  }
}
