@NullMarked
package io.github.ddbmessaging.examples.cli;

import org.jspecify.annotations.NullMarked;
