/** Makes the pages of the site from those of the repository. */
@NullMarked
package io.github.ddbmessaging.site;

import org.jspecify.annotations.NullMarked;
