/** The access patterns of a user's list of groups. */
@NullMarked
package io.github.ddbmessaging.internal.inbox;

import org.jspecify.annotations.NullMarked;
