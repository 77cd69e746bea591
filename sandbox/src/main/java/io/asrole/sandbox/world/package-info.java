/** The resources of the simulated AWS account, and its role sessions. */
@NullMarked
package io.asrole.sandbox.world;

import org.jspecify.annotations.NullMarked;
