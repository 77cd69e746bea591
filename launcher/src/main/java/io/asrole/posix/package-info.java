/** execve, and what a JVM leaves behind that must be undone before it. */
@NullMarked
package io.asrole.posix;

import org.jspecify.annotations.NullMarked;
