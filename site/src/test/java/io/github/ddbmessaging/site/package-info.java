/** That the site is whole. */
@NullMarked
package io.github.ddbmessaging.site;

import org.jspecify.annotations.NullMarked;
