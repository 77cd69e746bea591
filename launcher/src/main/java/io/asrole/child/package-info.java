/** What the child's environment gains and loses. */
@NullMarked
package io.asrole.child;

import org.jspecify.annotations.NullMarked;
