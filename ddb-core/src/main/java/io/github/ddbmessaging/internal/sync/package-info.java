/** The access patterns of a client that was away: what changed in a group since. */
@NullMarked
package io.github.ddbmessaging.internal.sync;

import org.jspecify.annotations.NullMarked;
