/** Who had which role session: the line that each one issued leaves behind. */
@NullMarked
package io.asrole.audit;

import org.jspecify.annotations.NullMarked;
