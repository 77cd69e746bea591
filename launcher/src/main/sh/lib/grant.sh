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

[ $# = 2 ] || _grant_fail 'expected one argument, the name of a role'
case $1 in
  '' | *[!0123456789]* | 0?* | ???????????*)
    _grant_fail 'runs under sudo only: sudo -n -u asrole asrole-grant ROLE'
    ;;
esac
# getent takes digits for the number of a user, also if a user has such a name.
_grant_account=$(timeout 10 getent passwd "$1") || _grant_fail "the user id $1 has no account"
_grant_name=${_grant_account%%:*}
case $_grant_account in
  "$_grant_name":*:"$1":*) ;;
  *) _grant_fail "the user id $1 has no account" ;;
esac

_asrole_home=${0%/lib/grant.sh}
_asrole_slow_version=
. "$_asrole_home/lib/slow.sh"
[ "$_asrole_slow_version" = @project.version@ ] || _grant_fail "cannot read $_asrole_home/lib/slow.sh; reinstall asrole"
_asrole_attach=
_asrole_archive_folder=
_asrole_prepare_java
_asrole_exec_java -XX:+DisableAttachMechanism "-Dasrole.caller=$1:$_grant_name" io.asrole.Main "$2"
