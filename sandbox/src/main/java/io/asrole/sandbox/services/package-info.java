/** The AWS services that the sandbox does not simulate. */
@NullMarked
package io.asrole.sandbox.services;

import org.jspecify.annotations.NullMarked;
