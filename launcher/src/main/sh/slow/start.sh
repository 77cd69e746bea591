# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# lib/slow.sh: the part of the asrole script that a warm start does not need. It gets a session from Java,
# renews a session in the background and explains failures. The build joins it from the files of the source
# folder "slow"; launcher/pom.xml has their order.
#
# This file: how a start that is not warm begins, and functions that the other files use.
#
# System programs run by "exec" in a subshell with a fixed PATH, because PATH is meant for the command,
# and because bash imports functions of any name from the environment.
#
# shellcheck disable=SC2154 # the variables of bin/asrole
# shellcheck disable=SC2030,SC2031 # a PATH of a subshell is meant to be lost

# What bin/asrole evaluates after a start that is not warm.
_asrole_answer=

# Runs a system program.
_asrole_tool() (
  PATH=/usr/bin:/bin
  exec "$@"
)

# Prints $1 as one line, without control characters.
_asrole_say() {
  _asrole_message=$(PATH=/usr/bin:/bin && command printf '%s' "$1" | command tr -s '[:cntrl:] ' ' ')
  PATH=/usr/bin:/bin command printf 'asrole: %s\n' "${_asrole_message:-$1}" >&2
}

# Prints the error message $2 and exits with status $1.
_asrole_fail() {
  _asrole_exit_status=$1
  # If fork fails, the shell ends, also with this status.
  trap 'trap - EXIT; exit $_asrole_exit_status' EXIT
  _asrole_say "$2"
  exit "$1"
}

# Sets _asrole_answer, which the asrole script evaluates.
_asrole_start() {
  _asrole_plain=
  if _asrole_is_plain; then
    case $_asrole_form in
      keys | profile) _asrole_plain=yes ;;
    esac
    _asrole_cold "$@"
  else
    # Nothing has checked that the store is safe.
    _asrole_archive_folder=
    _asrole_ask "$@"
  fi
}

# Whether a warm file can answer this call: the arguments are [--refresh] ROLE [--] COMMAND [ARG...], or
# credentials [--format process|env] ROLE.
_asrole_is_plain() {
  case ${HOME-} in
    /*) ;;
    *) return 1 ;;
  esac
  case $_asrole_role in
    exec | credentials | whoami | status | forget | attach | detach | doctor | setup | roles | help) return 1 ;;
    '' | [-.]* | *[!A-Za-z0-9_+=,.@/:-]*) return 1 ;;
  esac
  [ -n "$_asrole_form" ]
}

# Removes the agent of an outer "asrole --agent" from JAVA_TOOL_OPTIONS, so that JVMs get this role.
_asrole_leave_agent() {
  [ -n "${ASROLE_AGENT-}" ] || return 0
  case ${JAVA_TOOL_OPTIONS-} in
    "$ASROLE_AGENT") unset JAVA_TOOL_OPTIONS ;;
    *"$ASROLE_AGENT"*)
      JAVA_TOOL_OPTIONS=${JAVA_TOOL_OPTIONS%%"$ASROLE_AGENT"*}${JAVA_TOOL_OPTIONS#*"$ASROLE_AGENT"}
      ;;
  esac
  unset ASROLE_AGENT
}
