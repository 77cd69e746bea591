/** The standard streams of the program, and the errors that Java's own classes do not report. */
@NullMarked
package io.asrole.sandbox.streams;

import org.jspecify.annotations.NullMarked;
