/** Tests of this room. */
@NullMarked
package io.asrole.sandbox;

import org.jspecify.annotations.NullMarked;
