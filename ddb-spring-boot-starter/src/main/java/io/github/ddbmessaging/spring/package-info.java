/**
 * Stores, table, health, metrics and the development poller as beans of a Spring Boot application,
 * set by properties under {@code ddb.messaging}. Each bean gives way to one of the application's
 * own.
 */
@NullMarked
package io.github.ddbmessaging.spring;

import org.jspecify.annotations.NullMarked;
