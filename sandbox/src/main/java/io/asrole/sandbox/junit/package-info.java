/** The JUnit extension. It needs JUnit Jupiter, which the rest of the sandbox does not. */
@NullMarked
package io.asrole.sandbox.junit;

import org.jspecify.annotations.NullMarked;
