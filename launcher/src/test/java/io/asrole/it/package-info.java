/** asrole as packaged, in real processes, against the sandbox. */
@NullMarked
package io.asrole.it;

import org.jspecify.annotations.NullMarked;
