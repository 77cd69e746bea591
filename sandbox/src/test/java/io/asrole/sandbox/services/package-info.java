/** Tests of this room. */
@NullMarked
package io.asrole.sandbox.services;

import org.jspecify.annotations.NullMarked;
