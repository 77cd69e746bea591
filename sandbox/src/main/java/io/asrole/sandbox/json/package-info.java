/** Strict JSON. Every value has its place in the document, for error messages. */
@NullMarked
package io.asrole.sandbox.json;

import org.jspecify.annotations.NullMarked;
