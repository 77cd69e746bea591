/** Faults and counters, and the HTTP endpoint for both. */
@NullMarked
package io.asrole.sandbox.control;

import org.jspecify.annotations.NullMarked;
