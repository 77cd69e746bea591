# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# The command: warnings before it is executed, and why it cannot be executed.
#
# shellcheck disable=SC2154 # the variables of bin/asrole

# Warns if the command, such as sudo, does not pass the role's variables on to the program it starts.
# Without the script, io.asrole.child.EnvironmentLoss prints the same warning.
_asrole_warn_of_loss() {
  _asrole_program=${1##*/}
  _asrole_role_name=${ASROLE_ROLE##*/}
  case "$_asrole_program $* " in
    # The user's options pass variables on.
    'sudo '*' -E '* | 'sudo '*' --preserve-env'* | 'ssh '*SendEnv* | *' -e '* | *' --env'*) return 0 ;;
    'sudo '* | 'doas '*) _asrole_advice="sudo asrole $_asrole_role_name -- COMMAND" ;;
    'su '*' - '* | 'su '*' -l '* | 'su '*' --login '*) _asrole_advice="su - USER -c 'asrole $_asrole_role_name -- COMMAND'" ;;
    'ssh '*) _asrole_advice="ssh HOST asrole $_asrole_role_name -- COMMAND" ;;
    *' run '* | *' exec '*)
      _asrole_advice="asrole $_asrole_role_name -- $_asrole_program run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY -e AWS_SESSION_TOKEN IMAGE"
      ;;
    *) return 0 ;;
  esac
  _asrole_say "warning: $_asrole_program does not pass on the credentials, so its command does not run as $_asrole_role_name; use instead: $_asrole_advice"
}

# Exits if the arguments and the environment exceed the limit of execve(2). Tests with one argument fewer
# than the command, so that it never refuses a command that would start.
_asrole_check_room() {
  [ -x /bin/true ] || return 0
  (
    shift
    exec /bin/true "$@"
  ) 2>/dev/null
  [ $? = 126 ] || return 0
  trap - EXIT
  # Use the builtin echo, because no other program can be started either.
  echo "asrole: cannot execute $1: Argument list too long" >&2
  exit 126
}

# Prints why the command $1 cannot be found or executed, and exits.
_asrole_explain() {
  case $1 in
    '') _asrole_fail 127 "'': No such file or directory" ;;
    */*)
      [ -e "$1" ] || _asrole_explain_missing "$1"
      [ ! -d "$1" ] || _asrole_fail 126 "cannot execute $1: Is a directory"
      [ ! -x "$1" ] || _asrole_fail_after_exec "$1"
      _asrole_fail 126 "cannot execute $1: Permission denied"
      ;;
  esac
  _asrole_path_rest=${PATH-/bin:/usr/bin}:
  _asrole_denied=
  while [ -n "$_asrole_path_rest" ]; do
    _asrole_path_entry=${_asrole_path_rest%%:*}
    _asrole_candidate=${_asrole_path_entry:-.}/$1
    _asrole_path_rest=${_asrole_path_rest#*:}
    if [ -d "$_asrole_candidate" ]; then
      _asrole_denied="$_asrole_candidate: Is a directory"
    elif [ -x "$_asrole_candidate" ]; then
      _asrole_fail_after_exec "$_asrole_candidate"
    elif [ -e "$_asrole_candidate" ]; then
      _asrole_denied="$_asrole_candidate: Permission denied"
    fi
  done
  [ -z "$_asrole_denied" ] || _asrole_fail 126 "cannot execute $_asrole_denied"
  _asrole_fail 127 "'$1': command not found"
}

# Exits after exec of the executable file $1 has failed. Only mksh continues after that, and then waits
# forever for each program that it starts, so this function starts none.
_asrole_fail_after_exec() {
  trap - EXIT
  echo "asrole: cannot execute $1: Exec format error" >&2
  exit 126
}

# Prints why the path $1 does not exist, by its longest existing prefix, and exits.
_asrole_explain_missing() {
  _asrole_existing_prefix=${1%/*}
  while [ ! -e "$_asrole_existing_prefix" ] && [ "$_asrole_existing_prefix" != "${_asrole_existing_prefix%/*}" ]; do
    _asrole_existing_prefix=${_asrole_existing_prefix%/*}
  done
  if [ -e "$_asrole_existing_prefix" ] && [ ! -d "$_asrole_existing_prefix" ]; then
    _asrole_fail 127 "'$1': Not a directory"
  elif [ -d "$_asrole_existing_prefix" ] && [ ! -x "$_asrole_existing_prefix" ]; then
    _asrole_fail 126 "cannot execute $1: Permission denied"
  fi
  _asrole_fail 127 "'$1': No such file or directory"
}
