/** The AWS services and the actions of STS that clients know, simulated or not. */
@NullMarked
package io.asrole.sandbox.services;

import org.jspecify.annotations.NullMarked;
