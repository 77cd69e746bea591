/** The generated pages and completions, in the programs that read them. */
@NullMarked
package io.asrole.dist.it;

import org.jspecify.annotations.NullMarked;
