/** The sandbox as a program and as a library: its command line, start and stop. */
@NullMarked
package io.asrole.sandbox;

import org.jspecify.annotations.NullMarked;
