@NullMarked
package io.github.ddbmessaging.examples.cli.output;

import org.jspecify.annotations.NullMarked;
