# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Gets Java's answer, which bin/asrole evaluates, and explains why there is none.
#
# shellcheck disable=SC2154 # the variables of bin/asrole, java-search.sh and java-run.sh
# shellcheck disable=SC2034 # bin/asrole uses them
# shellcheck disable=SC2086 # flags are words
# shellcheck disable=SC3045 # the limits are in dash, bash, busybox and mksh

# Runs Java and sets _asrole_answer. Exits if Java gives no answer.
_asrole_ask() {
  _asrole_attach=
  case ${1-} in
    attach | detach) _asrole_attach=yes ;;
  esac
  _asrole_prepare_java
  _asrole_asking=yes
  # If standard error is closed, "5>&2" fails, but the message of the shell is not visible.
  if true 5>&2; then
    _asrole_run_with_output "$@" 5>&2 2>/dev/null
  else
    _asrole_run_with_output "$@" 5>/dev/null
  fi
  _asrole_java_status=$?
  _asrole_asking=
  case $_asrole_answer in
    '#'*) _asrole_log ;;
  esac
  case $_asrole_java_status in
    0) [ -n "$_asrole_answer" ] || _asrole_explain_java ;;
    # Java has printed why it failed, or a signal that a user sends has ended it.
    125 | 129 | 130 | 141 | 143)
      trap - EXIT
      exit $_asrole_java_status
      ;;
    *) _asrole_explain_java ;;
  esac
  # "exit" is the answer of a subcommand, which starts no command.
  case $_asrole_answer in
    exit*) trap - EXIT ;;
  esac
}

# Runs Java with standard output as descriptor 4. If standard output is closed, so is descriptor 4.
_asrole_run_with_output() {
  if { true 4>&1; } 2>/dev/null; then
    _asrole_closed=
    _asrole_run_java "$@" 4>&1
  else
    _asrole_closed=yes
    _asrole_run_java "$@"
  fi
}

# Sets _asrole_answer to the output of Java on descriptor 3. Descriptor 4 is the user's standard output
# and 5 the standard error. The shell's own standard error must not show that a signal ended Java.
_asrole_run_java() {
  _asrole_answer=$(
    # A plain start prints nothing to standard output, but a JVM that cannot start does.
    [ -z "$_asrole_plain" ] || exec 4>/dev/null
    set -- io.asrole.Main "$@"
    # The doctor reports JVM options that set other keys than the role's. Pass on only the option's name,
    # because other users can read the arguments of a process.
    [ "$2" != doctor ] || {
      case ${JAVA_TOOL_OPTIONS-} in
        *-Daws.accessKeyId=*) set -- -Dasrole.jvm.options=-Daws.accessKeyId= "$@" ;;
      esac
      case ${JDK_JAVA_OPTIONS-} in
        *-Daws.accessKeyId=*) set -- -Dasrole.jdk.options=-Daws.accessKeyId= "$@" ;;
      esac
      case ${_JAVA_OPTIONS-} in
        *-Daws.accessKeyId=*) set -- -Dasrole.legacy.options=-Daws.accessKeyId= "$@" ;;
      esac
    }
    # Java ends when this process ends. It does not inherit the lock on descriptor 9.
    set -- -Dasrole.answer=/dev/fd/3 -Dasrole.parent=$$ -Dasrole.waited="$_asrole_waited" \
      -Dasrole.home="$_asrole_called_home" -Dasrole.program="$_asrole_program" "$@"
    if [ -n "$_asrole_closed" ]; then
      # With descriptor 1 closed, the JVM would open its own files as standard output. A write to a descriptor
      # that is open only for reading fails in the same way, with EBADF.
      _asrole_exec_java "$@" 3>&1 1</dev/null 2>&5 5>&- 9>&-
    else
      _asrole_exec_java "$@" 3>&1 >&4 2>&5 4>&- 5>&- 9>&-
    fi
  )
}

# Removes the leading lines that begin with '#' from Java's answer, and passes them to the standard input
# of logger(1) for syslog. The script does not wait for logger.
_asrole_log() {
  _asrole_log_lines=
  while :; do
    case $_asrole_answer in
      '#'*) ;;
      *) break ;;
    esac
    _asrole_log_line=${_asrole_answer%%"
"*}
    _asrole_log_lines="$_asrole_log_lines${_asrole_log_line#?}
"
    _asrole_answer=${_asrole_answer#"$_asrole_log_line"}
    _asrole_answer=${_asrole_answer#?}
  done
  (
    unset -f cd
    cd /
    command printf %s "$_asrole_log_lines" | _asrole_tool logger -p authpriv.notice -t asrole &
  ) </dev/null >/dev/null 2>&1 9>&-
}

# Prints why Java gave no answer, and exits.
_asrole_explain_java() {
  _asrole_read_java_version
  _asrole_java_label="Java ($_asrole_java_program)"
  [ "${_asrole_java_version:-17}" -ge 17 ] ||
    _asrole_fail 125 "$_asrole_java_label is Java ${_asrole_release_value:-$_asrole_java_version}: install Java 17 or later, or set JAVA_HOME"
  case $_asrole_java_status in
    0) _asrole_fail 125 "$_asrole_java_label ended with status 0 and no answer: try another, and set JAVA_HOME" ;;
    137) _asrole_fail 125 "$_asrole_java_label was killed: is memory short?" ;;
  esac
  # The limit of the address space in KiB. mksh and busybox support it, too.
  _asrole_limit=$(ulimit -v 2>/dev/null)
  case $_asrole_limit in
    '' | unlimited) ;;
    *) _asrole_fail 125 "$_asrole_java_label ended with status $_asrole_java_status, and ulimit -v is $_asrole_limit: asrole needs about 500000 KiB of address space; raise the limit, or start the command once without it: later starts need no Java" ;;
  esac
  # Run Java again for its own error message, which was suppressed.
  _asrole_java_error=$(
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    _asrole_tool sh -c 'exec "$@"' sh "$_asrole_java_program" $_asrole_flags -version 2>&1
  ) && _asrole_java_error=
  case $_asrole_java_error in
    # The errors of a shell that runs the program as a script do not help the user.
    *'Exec format error'* | *'ELF'*'not found'* | *[Ss]'yntax error'*)
      _asrole_fail 125 "$_asrole_java_label is not a program for this machine (Exec format error): try another, and set JAVA_HOME"
      ;;
  esac
  _asrole_java_error=$(_asrole_tool printf '%s\n' "$_asrole_java_error" | _asrole_tool sed -n 's/^[# ]*//; s/^sh: .*exec: //; s/^sh: line [0-9]*: //; /./p' |
    _asrole_tool head -n 2)
  case $_asrole_java_error in
    '') _asrole_fail 125 "$_asrole_java_label ended with status $_asrole_java_status: try another, and set JAVA_HOME" ;;
    *'mark memory page as executable'*)
      _asrole_fail 125 "$_asrole_java_label cannot start: $_asrole_java_error; the system forbids memory that is writable and executable: remove MemoryDenyWriteExecute= from the systemd unit"
      ;;
    *) _asrole_fail 125 "$_asrole_java_label cannot start: $_asrole_java_error; try another, and set JAVA_HOME" ;;
  esac
}
