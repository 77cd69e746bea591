/** Tests of this room. */
@NullMarked
package io.asrole.sandbox.imds;

import org.jspecify.annotations.NullMarked;
