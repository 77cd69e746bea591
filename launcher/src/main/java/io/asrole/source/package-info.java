/** Source credentials: instance metadata, container, environment, profile. */
@NullMarked
package io.asrole.source;

import org.jspecify.annotations.NullMarked;
