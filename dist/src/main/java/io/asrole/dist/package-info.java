/** What is generated for those who install asrole: man pages and completions. */
@NullMarked
package io.asrole.dist;

import org.jspecify.annotations.NullMarked;
