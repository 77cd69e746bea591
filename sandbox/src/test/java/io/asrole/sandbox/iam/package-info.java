/** Tests of this room. */
@NullMarked
package io.asrole.sandbox.iam;

import org.jspecify.annotations.NullMarked;
