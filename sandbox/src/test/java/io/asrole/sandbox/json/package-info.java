/** Tests of this room. */
@NullMarked
package io.asrole.sandbox.json;

import org.jspecify.annotations.NullMarked;
