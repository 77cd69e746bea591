# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# What the asrole script does where it cannot start a command from the store alone: waits for who opens
# the same session, or has Java make it, or answer the word. A herd of starts reads no more than this.
#
# shellcheck disable=SC2154 # the script's own variables
# shellcheck disable=SC2030,SC2031 # a PATH of a subshell is meant to be lost

_asrole_answer=

# Whether this is ROLE [--] COMMAND [ARG...] with nothing for Java to read.
_asrole_is_plain() {
  case ${HOME-} in
    /*) ;;
    *) return 1 ;;
  esac
  case ${1-} in
    exec | credentials | whoami | status | forget | attach | detach | doctor | setup | roles | help) return 1 ;;
    '' | [-.]* | *[!A-Za-z0-9_+=,.@/:-]*) return 1 ;;
  esac
  [ $# -gt "$_asrole_own" ]
}

# Takes from JAVA_TOOL_OPTIONS what --agent of another asrole added: a JVM of this one has this role.
_asrole_leave_agent() {
  case ${JAVA_TOOL_OPTIONS-} in
    "$ASROLE_AGENT") unset JAVA_TOOL_OPTIONS ;;
    *"$ASROLE_AGENT"*)
      JAVA_TOOL_OPTIONS=${JAVA_TOOL_OPTIONS%%"$ASROLE_AGENT"*}${JAVA_TOOL_OPTIONS#*"$ASROLE_AGENT"}
      ;;
  esac
  unset ASROLE_AGENT
}

# Whether the store can hold a herd: 1 where it is not safe to use, 2 where there is no waiting. Once
# one of a herd has laid it out, the others need no fork to see that.
_asrole_can_wait() {
  [ -k "$_asrole_folder" ] && [ -O "$_asrole_folder" ] && [ ! -h "$_asrole_folder" ] &&
    [ -O "$_asrole_file.herd" ] && [ -O "$_asrole_now" ] &&
    PATH=/usr/bin:/bin command -v flock && return
  (
    umask 077
    PATH=/usr/bin:/bin
    # shellcheck disable=SC2174 # the store alone is marked, as Java marks it
    [ -d "$_asrole_folder" ] || mkdir -p -m 1700 -- "$_asrole_folder"
    case $(ls -ld -- "$_asrole_folder") in
      drwx--[-S]--[-T]*) ;;
      *) exit 1 ;;
    esac
    [ -O "$_asrole_folder" ] && [ ! -h "$_asrole_folder" ] || exit 1
    command -v flock && true >>"$_asrole_file.herd" && true >>"$_asrole_now" || exit 2
  )
}

# Waits for the lock at descriptor 9, and says so on a terminal, as Java does.
_asrole_wait() {
  _asrole_line=
  [ ! -t 2 ] || [ "${TERM:-dumb}" = dumb ] ||
    _asrole_line='asrole: waiting for another asrole, which opens the same session'
  PATH=/usr/bin:/bin printf %s "$_asrole_line" >&2
  PATH=/usr/bin:/bin flock -w 39 9 2>/dev/null
  [ -z "$_asrole_line" ] || PATH=/usr/bin:/bin printf '\r%70s\r' '' >&2
}

# Ends with the refusal that another start of this role got just now: a shorter one on a terminal.
_asrole_refused() {
  _asrole_read "$_asrole_file.refused" "$1" 2>/dev/null || return 0
  [ ! -t 2 ] || _asrole_refusal=$_asrole_brief
  PATH=/usr/bin:/bin rm -f -- "$_asrole_file.herd" # a role that never was leaves no lock file
  _asrole_fail 125 "$_asrole_refusal"
}

# Asks Java.
_asrole_java() {
  _asrole_part java.sh
  _asrole_ask "$@"
}

# One of a herd of cold starts runs Java, the others wait for what it leaves.
_asrole_cold() {
  _asrole_can_wait >/dev/null 2>&1
  case $? in
    0)
      {
        PATH=/usr/bin:/bin flock -w 1 9 2>/dev/null || _asrole_wait # that of busybox knows no -w
        if _asrole_warm "$1" 2>/dev/null; then
          _asrole_answer="shift $_asrole_own"
        else
          _asrole_refused "$1"
          _asrole_java "$@"
        fi
      } 9>>"$_asrole_file.herd"
      ;;
    1)
      _asrole_folder= # Java tells what is wrong with it; no archive is taken from there
      _asrole_java "$@"
      ;;
    *) _asrole_java "$@" ;;
  esac
}

# Sets _asrole_answer: to how to become the command, or to nothing where a word is done.
_asrole_start() {
  if _asrole_is_plain "$@"; then
    _asrole_cold "$@"
  else
    _asrole_folder= # nothing of it is looked at by now
    _asrole_java "$@"
  fi
}

_asrole_whole=cold.sh
