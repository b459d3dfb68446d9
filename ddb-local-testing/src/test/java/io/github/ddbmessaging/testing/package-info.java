/** Tests of the engine and of the JUnit extension. */
@NullMarked
package io.github.ddbmessaging.testing;

import org.jspecify.annotations.NullMarked;
