package io.github.ddbmessaging.spring.test;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where DynamoDB Local is, for clients of Spring Cloud AWS. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(AwsConnectionDetails.class)
class LocalConnectionDetailsConfiguration {
  @Bean
  @ConditionalOnMissingBean
  AwsConnectionDetails messagingLocalConnectionDetails(LocalDynamoDb dynamoDb) {
    return new LocalConnectionDetails(dynamoDb.endpoint());
  }

  private record LocalConnectionDetails(URI endpoint) implements AwsConnectionDetails {
    @Override
    public URI getEndpoint() {
      return endpoint;
    }

    @Override
    public String getRegion() {
      return "us-east-1";
    }

    @Override
    public String getAccessKey() {
      return "local";
    }

    @Override
    public String getSecretKey() {
      return "local";
    }
  }
}
