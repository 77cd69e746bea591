/** Pure values: which role is meant, and with which AssumeRole parameters. */
@NullMarked
package io.asrole.role;

import org.jspecify.annotations.NullMarked;
