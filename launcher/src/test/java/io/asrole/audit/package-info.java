@NullMarked
package io.asrole.audit;

import org.jspecify.annotations.NullMarked;
