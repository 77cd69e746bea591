/** IAM's evaluation of trust, identity and session policies. */
@NullMarked
package io.asrole.sandbox.iam;

import org.jspecify.annotations.NullMarked;
