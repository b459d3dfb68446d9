/** A chat in the browser: the service, and how it is put together. */
@NullMarked
package io.github.ddbmessaging.examples.chat;

import org.jspecify.annotations.NullMarked;
