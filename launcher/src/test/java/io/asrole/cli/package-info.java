/** The cli store, class by class. */
@NullMarked
package io.asrole.cli;

import org.jspecify.annotations.NullMarked;
