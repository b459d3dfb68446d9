/** For the tests of a Spring Boot application: an embedded table in one line. */
@NullMarked
package io.github.ddbmessaging.spring.test;

import org.jspecify.annotations.NullMarked;
