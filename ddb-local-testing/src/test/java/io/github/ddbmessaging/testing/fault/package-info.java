@NullMarked
package io.github.ddbmessaging.testing.fault;

import org.jspecify.annotations.NullMarked;
