/** The HTTP server on 127.0.0.1, and requests and responses as values. */
@NullMarked
package io.asrole.sandbox.http;

import org.jspecify.annotations.NullMarked;
