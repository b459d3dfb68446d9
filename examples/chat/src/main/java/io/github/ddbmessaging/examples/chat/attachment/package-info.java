/** Files that belong to messages. */
@NullMarked
package io.github.ddbmessaging.examples.chat.attachment;

import org.jspecify.annotations.NullMarked;
