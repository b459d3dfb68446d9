package io.github.ddbmessaging.benchmarks.contender.enhanced;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** A message. */
@DynamoDbBean
public final class MessageBean {
  private @Nullable String pk;
  private @Nullable String sk;
  private @Nullable String id;
  private @Nullable String message;
  private @Nullable String userId;
  private @Nullable String displayName;
  private @Nullable String handle;

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
  public @Nullable String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    this.id = id;
  }

  public @Nullable String getMessage() {
    return message;
  }

  public void setMessage(@Nullable String message) {
    this.message = message;
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
}
