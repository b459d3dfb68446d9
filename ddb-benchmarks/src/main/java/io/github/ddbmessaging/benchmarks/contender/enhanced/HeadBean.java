package io.github.ddbmessaging.benchmarks.contender.enhanced;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** The head of a group. */
@DynamoDbBean
public final class HeadBean {
  private @Nullable String pk;
  private @Nullable String sk;
  private @Nullable String newest;
  private @Nullable List<MemberBean> members;
  private @Nullable String title;
  private @Nullable String createdAt;
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

  @DynamoDbAttribute("newest_sk")
  public @Nullable String getNewest() {
    return newest;
  }

  public void setNewest(@Nullable String newest) {
    this.newest = newest;
  }

  public @Nullable List<MemberBean> getMembers() {
    return members;
  }

  public void setMembers(@Nullable List<MemberBean> members) {
    this.members = members;
  }

  public @Nullable String getTitle() {
    return title;
  }

  public void setTitle(@Nullable String title) {
    this.title = title;
  }

  @DynamoDbAttribute("created_at")
  public @Nullable String getCreatedAt() {
    return createdAt;
  }

  public void setCreatedAt(@Nullable String createdAt) {
    this.createdAt = createdAt;
  }

  public @Nullable Long getVersion() {
    return version;
  }

  public void setVersion(@Nullable Long version) {
    this.version = version;
  }
}
