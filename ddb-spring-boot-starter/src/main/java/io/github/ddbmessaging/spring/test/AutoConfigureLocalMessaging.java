package io.github.ddbmessaging.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * Gives the application under test an embedded messaging table, whatever its own settings say. It
 * sets {@code ddb.messaging.local=true} and needs {@code ddb-local-testing} among the dependencies
 * of the tests.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureLocalMessaging
 * class ChatTest {
 *   @Autowired MessagingStore store;
 * }
 * }</pre>
 *
 * <p>The table lives as long as the application's context, which Spring keeps for all tests with
 * the same settings: so tests should have users of their own, or {@code @DirtiesContext}. With
 * Spring Cloud AWS, clients that its configuration makes go to DynamoDB Local as well, unless the
 * test has connection details of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@TestPropertySource(properties = "ddb.messaging.local=true")
@ImportAutoConfiguration(LocalConnectionDetailsConfiguration.class)
public @interface AutoConfigureLocalMessaging {}
