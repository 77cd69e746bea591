// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import org.jspecify.annotations.Nullable;

/**
 * Who had asrole ask for a role session.
 *
 * @param uid the user id; empty where the system tells none
 * @param loginUid whom the login was of, before any su or sudo; empty where the kernel keeps none
 * @param terminal the controlling terminal; empty where there is none
 * @param pid the process that asked: the one that becomes the command
 * @param subcommand the subcommand that asrole was called with: exec, credentials, ...
 * @param command argument 0 of the command; null where there is none
 * @see <a href="https://man7.org/linux/man-pages/man3/audit_getloginuid.3.html">login uid</a>
 */
public record Starter(
    String uid,
    String user,
    String loginUid,
    String terminal,
    long pid,
    String subcommand,
    @Nullable String command) {}
