/** Strict JSON: every value knows its place, so that an error can name it. */
@NullMarked
package io.asrole.sandbox.json;

import org.jspecify.annotations.NullMarked;
