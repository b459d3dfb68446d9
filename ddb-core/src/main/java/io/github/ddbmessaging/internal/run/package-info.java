/**
 * Runs operations, which are chains of steps without I/O, with either client. Knows nothing of
 * messaging.
 */
@NullMarked
package io.github.ddbmessaging.internal.run;

import org.jspecify.annotations.NullMarked;
