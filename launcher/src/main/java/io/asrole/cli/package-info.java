/**
 * The command line: one class a command, the error report, and the graph of objects built by hand.
 */
@NullMarked
package io.asrole.cli;

import org.jspecify.annotations.NullMarked;
