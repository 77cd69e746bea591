// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import java.io.Serializable;

/**
 * What AWS answered to a call that failed.
 *
 * @param role the ARN of the role that was to be assumed; empty if the call was not AssumeRole
 * @param code AWS's error code, such as {@code AccessDenied}
 * @param message AWS's own words
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">STS: common
 *     errors</a>
 */
public record AwsError(String role, String code, String message) implements Serializable {}
