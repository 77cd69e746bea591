# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Reads the arguments, and starts.
#
# shellcheck disable=SC2154,SC2034 # the variables and functions of the other files
# shellcheck disable=SC3013 # dash, bash, busybox and mksh have -nt

# The version of lib/slow.sh. It is empty until the whole file was read.
_asrole_slow_version=
# One letter for each time that this start began again (_asrole_restart).
_asrole_restarts=$_asrole_restarted
unset _asrole_restarted
_asrole_asking=
trap _asrole_ended EXIT
case $XDG_CACHE_HOME in
  /*) _asrole_folder=$XDG_CACHE_HOME/asrole ;;
  *) _asrole_folder=$HOME/.cache/asrole ;;
esac
_asrole_now=$_asrole_folder/.now

# Finds the role in the arguments. Sets _asrole_own to the number of arguments before COMMAND, and
# _asrole_form to what is asked for: keys or profile for a command; process or env to print.
_asrole_parse() {
  _asrole_form=keys
  _asrole_own=$#
  case $1 in
    --refresh)
      _asrole_form=profile
      shift
      ;;
    credentials)
      case $#,$2,$3 in
        2,[!-]*) _asrole_form=process _asrole_role=$2 ;;
        3,--format=process,[!-]* | 3,--format=env,[!-]*) _asrole_form=${2#*=} _asrole_role=$3 ;;
        4,--format,process | 4,--format,env) _asrole_form=$3 _asrole_role=$4 ;;
        *) _asrole_form='' _asrole_role='' ;;
      esac
      return
      ;;
  esac
  _asrole_role=$1
  # ROLE [--] COMMAND [ARG...]. There is no command if an option follows ROLE.
  case $2 in
    --) shift 2 ;;
    -?*) shift $# ;;
    *) [ $# = 0 ] || shift ;;
  esac
  _asrole_own=$((_asrole_own - $#))
  case $_asrole_form,${1##*/} in
    # Java refuses these programs, which read no profile (io.asrole.child.ProfileBlindness).
    *, | profile,s3cmd | profile,jsign) _asrole_form= ;;
  esac
}

_asrole_parse "$@"
# The role's files in the session store begin with the role's name, with % in place of /.
_asrole_file=$_asrole_role
while :; do
  case $_asrole_file in
    */*) _asrole_file=${_asrole_file%%/*}%${_asrole_file#*/} ;;
    *) break ;;
  esac
done
_asrole_file=$_asrole_folder/$_asrole_file

case $_asrole_form$ASROLE_AGENT in
  keys | profile)
    if _asrole_warm 2>/dev/null; then
      # In the last third of the session, a background process renews it. The command does not wait.
      [ "$_asrole_file.renew" -nt "$_asrole_now" ] || {
        ! _asrole_slow || _asrole_renew "$_asrole_role"
      }
      shift "$_asrole_own"
      _asrole_form=ready
    fi
    ;;
  process* | env*)
    if _asrole_warm 2>/dev/null; then
      trap - EXIT
      exit 0
    fi
    ;;
esac
[ "$_asrole_form" = ready ] || {
  _asrole_slow || {
    _asrole_restart "$@"
    _asrole_refuse
  }
  _asrole_leave_agent
  _asrole_start "$@"
  # Java's answer is "shift" or "set --", unset and export; or "exit". See io.asrole.front.ScriptAnswer.
  eval "$_asrole_answer"
}
_asrole_exec "$@"
_asrole_slow || _asrole_refuse
_asrole_explain "$1"
