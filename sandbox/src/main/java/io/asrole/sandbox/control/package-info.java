/** Faults to play, counters to read, and the endpoint for both. */
@NullMarked
package io.asrole.sandbox.control;

import org.jspecify.annotations.NullMarked;
