/**
 * The command line: one class for each subcommand, their options, help and tables, and the errors.
 */
@NullMarked
package io.asrole.cli;

import org.jspecify.annotations.NullMarked;
