/** Tests of this room. */
@NullMarked
package io.asrole.sandbox.http;

import org.jspecify.annotations.NullMarked;
