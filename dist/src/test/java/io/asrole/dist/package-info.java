/** What is generated, without the programs that read it. */
@NullMarked
package io.asrole.dist;

import org.jspecify.annotations.NullMarked;
