@NullMarked
package io.github.ddbmessaging.testing.internal;

import org.jspecify.annotations.NullMarked;
