/** The EC2 instance metadata service. */
@NullMarked
package io.asrole.sandbox.imds;

import org.jspecify.annotations.NullMarked;
