# shellcheck shell=bash
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes bash compare whole seconds in [ A -nt B ], as bash 4.2 does (test.c: st_mtime). bash reads this file
# before a script if BASH_ENV names it.
unset BASH_ENV
shopt -s expand_aliases
alias [=_bash_4_2_test

_bash_4_2_test() {
  case $#,$1,$2,$3 in
    4,*,-nt,*) _bash_4_2_newer "$1" "$3" ;;
    5,!,*,-nt) ! _bash_4_2_newer "$2" "$4" ;;
    *) builtin [ "$@" ;;
  esac
}

_bash_4_2_newer() {
  test -e "$1" || return 1
  test -e "$2" || return 0
  test "$(PATH=/usr/bin:/bin stat -L -c %Y -- "$1")" -gt "$(PATH=/usr/bin:/bin stat -L -c %Y -- "$2")"
}
