/** IAM's decision on trust and identity policies. */
@NullMarked
package io.asrole.sandbox.iam;

import org.jspecify.annotations.NullMarked;
