/** Writes: plans of transactions, and the one conditional write that carries them out. */
@NullMarked
package io.github.ddbmessaging.internal.write;

import org.jspecify.annotations.NullMarked;
