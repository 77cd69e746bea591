/** The Security Token Service, query protocol of 2011-06-15. */
@NullMarked
package io.asrole.sandbox.sts;

import org.jspecify.annotations.NullMarked;
