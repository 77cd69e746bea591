/** AssumeRole and GetCallerIdentity, and their answers as sentences. */
@NullMarked
package io.asrole.sts;

import org.jspecify.annotations.NullMarked;
