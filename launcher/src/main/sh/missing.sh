# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Why the asrole script cannot become the command.
#
# shellcheck disable=SC2154 # the script's own variables

# Why the command $1 cannot be found or executed, in asrole's own words instead of the shell's.
_asrole_explain() {
  case $1 in
    '') _asrole_fail 127 "'': No such file or directory" ;;
    */*)
      [ -e "$1" ] || _asrole_explain_missing "$1"
      [ ! -d "$1" ] || _asrole_fail 126 "cannot execute $1: Is a directory"
      _asrole_fail 126 "cannot execute $1: Permission denied"
      ;;
  esac
  _asrole_rest=${PATH-/bin:/usr/bin}:
  _asrole_denied=
  while [ -n "$_asrole_rest" ]; do
    _asrole_found=${_asrole_rest%%:*}
    _asrole_found=${_asrole_found:-.}/$1
    _asrole_rest=${_asrole_rest#*:}
    if [ -d "$_asrole_found" ]; then
      _asrole_denied="$_asrole_found: Is a directory"
    elif [ -e "$_asrole_found" ]; then
      _asrole_denied="$_asrole_found: Permission denied"
    fi
  done
  [ -z "$_asrole_denied" ] || _asrole_fail 126 "cannot execute $_asrole_denied"
  _asrole_fail 127 "'$1': command not found"
}

# Why the path $1 leads to nothing: told by the last part of it that is there.
_asrole_explain_missing() {
  _asrole_found=${1%/*}
  while [ ! -e "$_asrole_found" ] && [ "$_asrole_found" != "${_asrole_found%/*}" ]; do
    _asrole_found=${_asrole_found%/*}
  done
  if [ -e "$_asrole_found" ] && [ ! -d "$_asrole_found" ]; then
    _asrole_fail 127 "'$1': Not a directory"
  elif [ -d "$_asrole_found" ] && [ ! -x "$_asrole_found" ]; then
    _asrole_fail 126 "cannot execute $1: Permission denied"
  fi
  _asrole_fail 127 "'$1': No such file or directory"
}

_asrole_whole=missing.sh
