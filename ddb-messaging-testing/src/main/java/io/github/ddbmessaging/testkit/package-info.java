/** For the tests of services that use the stores: each test on an empty table of its own. */
@NullMarked
package io.github.ddbmessaging.testkit;

import org.jspecify.annotations.NullMarked;
