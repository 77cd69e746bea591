// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import org.jspecify.annotations.Nullable;

/**
 * Where STS is.
 *
 * @param region what requests are signed for
 * @param name how messages call it: STS in its region, or at the endpoint that was configured
 * @param caBundle the file of PEM certificates to trust in place of Java's own, or null
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/sts.html">STS endpoints</a>
 */
public record StsEndpoint(String region, String name, @Nullable String caBundle) {}
