/** Tests of this room. */
@NullMarked
package io.asrole.sandbox.world;

import org.jspecify.annotations.NullMarked;
