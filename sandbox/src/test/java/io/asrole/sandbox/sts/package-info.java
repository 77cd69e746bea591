/** Tests of this room. */
@NullMarked
package io.asrole.sandbox.sts;

import org.jspecify.annotations.NullMarked;
