/** All that concerns groups of the original application, behind the port LegacyGroups. */
@NullMarked
package io.github.ddbmessaging.internal.legacy;

import org.jspecify.annotations.NullMarked;
