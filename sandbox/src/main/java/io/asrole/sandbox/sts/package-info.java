/** The Security Token Service: AWS query protocol, API version 2011-06-15. */
@NullMarked
package io.asrole.sandbox.sts;

import org.jspecify.annotations.NullMarked;
