/** The asrole command line. */
@NullMarked
package io.asrole.cli;

import org.jspecify.annotations.NullMarked;
