/** What happens in a group, sent to the open pages of its members. */
@NullMarked
package io.github.ddbmessaging.examples.chat.live;

import org.jspecify.annotations.NullMarked;
