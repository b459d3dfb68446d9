@NullMarked
package io.github.ddbmessaging.examples;

import org.jspecify.annotations.NullMarked;
