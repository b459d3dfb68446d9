package io.github.ddbmessaging.benchmarks.contender.enhanced;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** A row in a user's list of groups. */
@DynamoDbBean
public final class RowBean {
  private @Nullable String pk;
  private @Nullable String sk;
  private @Nullable String groupId;
  private @Nullable String message;
  private @Nullable String title;
  private @Nullable String userId;
  private @Nullable String displayName;
  private @Nullable String handle;
  private @Nullable String lastUserId;
  private @Nullable Boolean direct;

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

  @DynamoDbAttribute("message_group_uuid")
  public @Nullable String getGroupId() {
    return groupId;
  }

  public void setGroupId(@Nullable String groupId) {
    this.groupId = groupId;
  }

  public @Nullable String getMessage() {
    return message;
  }

  public void setMessage(@Nullable String message) {
    this.message = message;
  }

  public @Nullable String getTitle() {
    return title;
  }

  public void setTitle(@Nullable String title) {
    this.title = title;
  }

  @DynamoDbAttribute("user_uuid")
  public @Nullable String getUserId() {
    return userId;
  }

  public void setUserId(@Nullable String userId) {
    this.userId = userId;
  }

  @DynamoDbAttribute("user_display_name")
  public @Nullable String getDisplayName() {
    return displayName;
  }

  public void setDisplayName(@Nullable String displayName) {
    this.displayName = displayName;
  }

  @DynamoDbAttribute("user_handle")
  public @Nullable String getHandle() {
    return handle;
  }

  public void setHandle(@Nullable String handle) {
    this.handle = handle;
  }

  @DynamoDbAttribute("last_user_uuid")
  public @Nullable String getLastUserId() {
    return lastUserId;
  }

  public void setLastUserId(@Nullable String lastUserId) {
    this.lastUserId = lastUserId;
  }

  public @Nullable Boolean getDirect() {
    return direct;
  }

  public void setDirect(@Nullable Boolean direct) {
    this.direct = direct;
  }
}
