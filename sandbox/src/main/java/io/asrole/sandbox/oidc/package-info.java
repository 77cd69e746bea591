/** Web identity tokens (JWT) of the OpenID Connect providers in the world. */
@NullMarked
package io.asrole.sandbox.oidc;

import org.jspecify.annotations.NullMarked;
