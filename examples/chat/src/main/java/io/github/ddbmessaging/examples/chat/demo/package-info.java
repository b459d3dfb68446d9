/** People and conversations for a first look. */
@NullMarked
package io.github.ddbmessaging.examples.chat.demo;

import org.jspecify.annotations.NullMarked;
