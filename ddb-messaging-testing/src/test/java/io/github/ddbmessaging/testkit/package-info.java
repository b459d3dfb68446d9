@NullMarked
package io.github.ddbmessaging.testkit;

import org.jspecify.annotations.NullMarked;
