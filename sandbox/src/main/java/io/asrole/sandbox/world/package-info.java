/** What the sandbox's AWS account holds, and the role sessions that are open in it. */
@NullMarked
package io.asrole.sandbox.world;

import org.jspecify.annotations.NullMarked;
