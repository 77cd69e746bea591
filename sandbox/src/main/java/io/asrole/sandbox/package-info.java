/** AWS on loopback: starts and stops the sandbox, and its command line. */
@NullMarked
package io.asrole.sandbox;

import org.jspecify.annotations.NullMarked;
