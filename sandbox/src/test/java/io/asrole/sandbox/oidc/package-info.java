/** Tests of this room. */
@NullMarked
package io.asrole.sandbox.oidc;

import org.jspecify.annotations.NullMarked;
