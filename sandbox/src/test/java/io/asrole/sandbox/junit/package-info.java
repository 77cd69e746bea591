@NullMarked
package io.asrole.sandbox.junit;

import org.jspecify.annotations.NullMarked;
