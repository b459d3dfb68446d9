package io.github.ddbmessaging.benchmarks.contender.enhanced;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/** A member, as part of a head. */
@DynamoDbBean
public final class MemberBean {
  private @Nullable String userId;
  private @Nullable String displayName;
  private @Nullable String handle;

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
