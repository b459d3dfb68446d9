/** The access patterns of a message: send and find. */
@NullMarked
package io.github.ddbmessaging.internal.message;

import org.jspecify.annotations.NullMarked;
