/** Running JVMs: found, and given a role or relieved of it. */
@NullMarked
package io.asrole.attach;

import org.jspecify.annotations.NullMarked;
