# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# lib/grant.sh UID ROLE: the rest of asrole-grant, in a clean environment. UID is SUDO_UID.
#
# shellcheck disable=SC1091,SC2154,SC2034 # lib/slow.sh is read in, and has the functions that run Java

_grant_fail() {
  printf 'asrole-grant: %s\n' "$1" >&2
  exit 125
}

# Takes one of the four places of user $1, because each JVM needs 70 MB of memory. Descriptor 9 holds the
# lock of the place until the JVM ends. A caller who stops four calls cannot make a fifth; no other user
# waits for them.
_grant_take_place() {
  [ -O /var/cache/asrole ] ||
    _grant_fail 'runs as the user asrole, who must own /var/cache/asrole: sudo -n -u asrole asrole-grant ROLE'
  _grant_folder=/var/cache/asrole/$1
  [ -d "$_grant_folder" ] || mkdir -m 700 "$_grant_folder" 2>/dev/null
  { [ -d "$_grant_folder" ] && [ ! -h "$_grant_folder" ] && [ -O "$_grant_folder" ]; } ||
    _grant_fail "cannot use $_grant_folder: it must be a folder of the user asrole"
  _grant_turn=$$
  for _grant_wait in 2 2 2 2 2 2 2 2; do
    _grant_place=$_grant_folder/place$((_grant_turn % 4))
    _grant_turn=$((_grant_turn + 1))
    # Opening a FIFO would block.
    if [ -h "$_grant_place" ] || { [ -e "$_grant_place" ] && [ ! -f "$_grant_place" ]; }; then
      _grant_fail "cannot use $_grant_place: it must be a regular file"
    fi
    { command exec 9>>"$_grant_place"; } 2>/dev/null || _grant_fail "cannot write $_grant_place"
    # A timer, which -w needs, may be beyond the caller's limits.
    ! flock -n 9 || return 0
    ! flock -w "$_grant_wait" 9 2>/dev/null || return 0
  done
  printf 'asrole-grant: four calls of this user are running; try again\n' >&2
  exit 75
}

[ $# = 2 ] || _grant_fail 'expected one argument, the name of a role'
case $1 in
  '' | *[!0123456789]* | 0?* | ???????????*)
    _grant_fail 'runs under sudo only: sudo -n -u asrole asrole-grant ROLE'
    ;;
esac
_grant_take_place "$1"
# getent takes digits for the number of a user, also if a user has such a name.
_grant_account=$(timeout 10 getent passwd "$1")
case $? in
  0) ;;
  2) _grant_fail "the user id $1 has no account" ;;
  *)
    printf 'asrole-grant: cannot look up the user id %s; try again\n' "$1" >&2
    exit 75
    ;;
esac
_grant_name=${_grant_account%%:*}
_grant_rest=${_grant_account#*:*:}
[ "${_grant_rest%%:*}" = "$1" ] || _grant_fail "the user id $1 has no account"

_asrole_home=${0%/lib/grant.sh}
_asrole_slow_version=
[ ! -r "$_asrole_home/lib/slow.sh" ] || . "$_asrole_home/lib/slow.sh"
[ "$_asrole_slow_version" = @project.version@ ] || {
  # An upgrade replaces one file after the other. It needs less than ten seconds.
  if [ -z "$_asrole_slow_version" ] || [ "${#_grant_restarts}" -ge 100 ]; then
    _grant_fail "cannot read $_asrole_home/lib/slow.sh, or it is of another version; reinstall asrole"
  fi
  sleep 0.1
  export _grant_restarts="x$_grant_restarts"
  exec /bin/sh -p "$0" "$@"
}
unset _grant_restarts
_asrole_attach=
_asrole_archive_folder=
_asrole_prepare_java
_asrole_exec_java -XX:+DisableAttachMechanism "-Dasrole.caller=$1:$_grant_name" io.asrole.Main "$2"
