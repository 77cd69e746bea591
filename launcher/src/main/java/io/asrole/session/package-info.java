/** The session store: one AssumeRole call for many starts. */
@NullMarked
package io.asrole.session;

import org.jspecify.annotations.NullMarked;
