/** Generates the man pages and completion scripts of the packages. */
@NullMarked
package io.asrole.dist;

import org.jspecify.annotations.NullMarked;
