/** AWS on loopback. */
@NullMarked
package io.asrole.sandbox;

import org.jspecify.annotations.NullMarked;
