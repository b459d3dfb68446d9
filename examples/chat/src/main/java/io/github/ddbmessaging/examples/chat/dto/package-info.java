/** What pages are given: records of this service, so that the library can change without them. */
@NullMarked
package io.github.ddbmessaging.examples.chat.dto;

import org.jspecify.annotations.NullMarked;
