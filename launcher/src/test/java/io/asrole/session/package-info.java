/** The session store, class by class. */
@NullMarked
package io.asrole.session;

import org.jspecify.annotations.NullMarked;
