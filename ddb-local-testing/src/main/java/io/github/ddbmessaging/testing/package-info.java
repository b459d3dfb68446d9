/**
 * DynamoDB Local inside the JVM, for the tests of any program that uses DynamoDB.
 *
 * <p>{@link io.github.ddbmessaging.testing.LocalDynamoDb} is the engine; {@link
 * io.github.ddbmessaging.testing.DynamoDbExtension} gives each JUnit test a table of its own.
 * Neither needs Docker, credentials, a region or a network, and nothing has to be installed: the
 * native library of the database is unpacked into {@code java.io.tmpdir} and deleted when the JVM
 * ends (it stays if the JVM is killed).
 *
 * <p>The engine is quiet and keeps nothing outside its directory. Its own log goes to the Log4j 2
 * API: without an implementation of that API only errors are printed, to standard error; with
 * {@code log4j-core} on the class path and no configuration of your own, Log4j finds the {@code
 * log4j2.xml} in the jar of DynamoDB Local, which prints warnings to standard output. SLF4J prints
 * its own notice if it has no provider, as it does for every user of the AWS SDK, and from Java 24
 * on the JVM warns of the native library unless it runs with {@code
 * --enable-native-access=ALL-UNNAMED}.
 */
@NullMarked
package io.github.ddbmessaging.testing;

import org.jspecify.annotations.NullMarked;
