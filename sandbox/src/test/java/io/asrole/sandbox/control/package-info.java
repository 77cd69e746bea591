/** Tests of this room. */
@NullMarked
package io.asrole.sandbox.control;

import org.jspecify.annotations.NullMarked;
