/** HTTP on loopback: requests and responses as values, and the listener that carries them. */
@NullMarked
package io.asrole.sandbox.http;

import org.jspecify.annotations.NullMarked;
