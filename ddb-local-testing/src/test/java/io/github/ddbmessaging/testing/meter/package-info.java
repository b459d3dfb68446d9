@NullMarked
package io.github.ddbmessaging.testing.meter;

import org.jspecify.annotations.NullMarked;
