/** Official clients, unmodified, against the sandbox. */
@NullMarked
package io.asrole.sandbox.it;

import org.jspecify.annotations.NullMarked;
