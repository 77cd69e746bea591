// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import org.jspecify.annotations.Nullable;

/**
 * The requester of a role session, for the audit log.
 *
 * @param uid the user id; empty if it is unknown
 * @param loginUid the uid of the login, before su or sudo; {@code unset} if none; empty if unknown
 * @param terminal the controlling terminal; empty if there is none
 * @param pid the process that executes the command: the asrole script, or else this JVM
 * @param subcommand the subcommand that asrole was called with: exec, credentials, ...
 * @param command argument 0 of the command; null if there is none
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
