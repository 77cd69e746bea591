/**
 * What the rooms hand each other: credentials, their provider, the one exception, and the trace.
 */
@NullMarked
package io.asrole;

import org.jspecify.annotations.NullMarked;
