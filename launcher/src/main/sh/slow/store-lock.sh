# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# How starts of one role wait for each other: one of them runs Java and holds the lock file ROLE.herd of the
# session store.
#
# shellcheck disable=SC2154 # the variables of bin/asrole and of the warm file
# shellcheck disable=SC2034 # bin/asrole uses them
# shellcheck disable=SC2030,SC2031 # a PATH of a subshell is meant to be lost
# shellcheck disable=SC3013 # dash, bash, busybox and mksh have -nt

# How many seconds this start has waited for the lock, rounded up.
_asrole_waited=0

# If many starts of a role run at the same time, one runs Java. The others wait for its warm file.
_asrole_cold() {
  _asrole_can_wait >/dev/null 2>&1
  case $? in
    0)
      # If the shell cannot open the lock file, it skips the group in braces.
      _asrole_opened=
      {
        _asrole_opened=yes
        _asrole_in_turn "$@"
      } 9>>"$_asrole_file.herd"
      [ -n "$_asrole_opened" ] || _asrole_ask "$@"
      ;;
    1)
      # Java reports why the store is not safe.
      _asrole_archive_folder=
      _asrole_ask "$@"
      ;;
    2) _asrole_ask "$@" ;;
    *)
      _asrole_say "warning: cannot open $_asrole_file.herd: starts at the same moment do not wait for each other; remove it"
      _asrole_ask "$@"
      ;;
  esac
}

# Returns 0 if starts can wait for each other in the store, 1 if the store is not safe to use, 2 if flock
# is missing or the store is not writable (Java reports it), and 3 if only the lock file is unusable.
_asrole_can_wait() {
  # If the files exist, no fork is needed.
  [ -k "$_asrole_folder" ] && [ -O "$_asrole_folder" ] && [ ! -h "$_asrole_folder" ] &&
    _asrole_is_own "$_asrole_file.herd" && _asrole_is_own "$_asrole_now" &&
    PATH=/usr/bin:/bin command -v flock && return
  (
    umask 077
    PATH=/usr/bin:/bin
    [ -d "$_asrole_folder" ] || _asrole_may_create || exit 1
    # shellcheck disable=SC2174 # only the store is marked, as Java marks it
    [ -d "$_asrole_folder" ] || command mkdir -p -m 1700 -- "$_asrole_folder" || exit 2
    case $(command ls -ld -- "$_asrole_folder") in
      drwx--[-S]--[-T]*) ;;
      *) exit 1 ;;
    esac
    [ -O "$_asrole_folder" ] && [ ! -h "$_asrole_folder" ] || exit 1
    command -v flock && [ -w "$_asrole_folder" ] || exit 2
    for _asrole_store_file in "$_asrole_file.herd" "$_asrole_now"; do
      ! _asrole_is_gone "$_asrole_store_file" || true >>"$_asrole_store_file" || exit 2
    done
    _asrole_is_own "$_asrole_now" || exit 2
    # A refused start may remove the lock file at any time, so test again.
    _asrole_is_own "$_asrole_file.herd" || _asrole_is_gone "$_asrole_file.herd" ||
      _asrole_is_own "$_asrole_file.herd" || exit 3
  )
}

# Whether $1 is a regular, writable file that this user owns. Opening a FIFO would block forever.
_asrole_is_own() {
  [ -f "$1" ] && [ -O "$1" ] && [ -w "$1" ] && [ ! -h "$1" ]
}

# Whether the name $1 is unused, also by a dangling symbolic link.
_asrole_is_gone() {
  [ ! -e "$1" ] && [ ! -h "$1" ]
}

# Whether the store may be created. With sudo -E, root must not create it in another user's home folder.
_asrole_may_create() {
  _asrole_existing_parent=${_asrole_folder%/*}
  while [ -n "$_asrole_existing_parent" ] && [ ! -e "$_asrole_existing_parent" ]; do
    _asrole_existing_parent=${_asrole_existing_parent%/*}
  done
  # The test -O / is true only for root.
  [ ! -O / ] || [ -O "${_asrole_existing_parent:-/}" ]
}

# Waits for the lock on descriptor 9, then uses the result of the previous start, or runs Java.
_asrole_in_turn() {
  # A terminal shows after a second what the start waits for. Hundreds of starts take longer than that.
  _asrole_first_wait=3
  [ ! -t 2 ] || _asrole_first_wait=1
  # flock of busybox has no option -w, and fails.
  _asrole_tool flock -w "$_asrole_first_wait" 9 2>/dev/null || _asrole_wait
  if _asrole_warm 2>/dev/null; then
    case $_asrole_form in
      keys | profile) _asrole_answer="shift $_asrole_own" ;;
      *)
        trap - EXIT
        exit 0
        ;;
    esac
  elif [ -n "$_asrole_plain" ] && _asrole_read "$_asrole_file.refused" "$_asrole_role" 2>/dev/null; then
    # A terminal gets the short message.
    [ ! -t 2 ] || _asrole_refusal=$_asrole_brief
    # A refused role needs no lock file.
    _asrole_tool rm -f -- "$_asrole_file.herd"
    _asrole_fail 125 "$_asrole_refusal"
  else
    _asrole_ask "$@"
  fi
}

# Waits up to 33 seconds for the lock on descriptor 9, and prints a note if standard error is a terminal.
_asrole_wait() {
  _asrole_waiting_note=
  [ ! -t 2 ] || [ "${TERM:-dumb}" = dumb ] ||
    _asrole_waiting_note='asrole: waiting for another asrole, which opens the same session'
  _asrole_tool printf %s "$_asrole_waiting_note" >&2
  _asrole_wait_start=$(_asrole_tool date +%s)
  # Wait in short steps, because mksh handles a signal only between two programs.
  for _asrole_turn in 1 2 3 4 5 6 7 8 9 10 11; do
    _asrole_tool flock -w 3 9 2>/dev/null && break
  done
  _asrole_waited=$(($(_asrole_tool date +%s) - _asrole_wait_start + _asrole_first_wait))
  [ -z "$_asrole_waiting_note" ] || _asrole_tool printf '\r%70s\r' '' >&2
}
