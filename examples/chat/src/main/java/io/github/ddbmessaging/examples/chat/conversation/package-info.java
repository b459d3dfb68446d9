/** The endpoints over the library: inbox, groups, messages, read positions. */
@NullMarked
package io.github.ddbmessaging.examples.chat.conversation;

import org.jspecify.annotations.NullMarked;
