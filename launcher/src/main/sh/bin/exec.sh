# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Executes the command.
#
# shellcheck disable=SC2154 # the variables of the other files
# shellcheck disable=SC1091,SC2030,SC2031 # lib/slow.sh is read in; a PATH of a subshell is meant to be lost

# Executes the command and searches PATH as execvp does. Returns if the command cannot be executed.
_asrole_exec() {
  case ${1##*/} in
    sudo | doas | su | ssh | docker | podman)
      ! _asrole_slow || _asrole_warn_of_loss "$@"
      ;;
  esac
  # If exec fails with E2BIG, the shell ends with its own message, so check before. Data and stack of a
  # shell have more than 400 pages only if the environment is large.
  [ -r /proc/self/statm ] &&
    IFS=' ' read -r _asrole_unused _asrole_unused _asrole_unused _asrole_unused _asrole_unused \
      _asrole_pages _asrole_unused </proc/self/statm && [ "$_asrole_pages" -gt 400 ] && _asrole_slow && _asrole_check_room "$@"
  case $1 in
    */*)
      [ ! -x "$1" ] || [ -d "$1" ] || {
        trap - EXIT
        case $_asrole_options in *[aefuC]*) _asrole_restore ;; esac
        exec "$@"
      }
      ;;
    *)
      _asrole_path=${PATH-/bin:/usr/bin}:
      _asrole_ifs=$IFS
      IFS=:
      set -f
      for _asrole_path_entry in $_asrole_path; do
        [ ! -x "${_asrole_path_entry:-.}/$1" ] || [ -d "${_asrole_path_entry:-.}/$1" ] || {
          IFS=$_asrole_ifs
          set +f
          trap - EXIT
          case $_asrole_options in *[aefuC]*) _asrole_restore ;; esac
          exec "$@"
        }
      done
      IFS=$_asrole_ifs
      set +f
      ;;
  esac
}

# Restores the options for SHELLOPTS of the command, except v and x, which print, and k.
_asrole_restore() {
  case $_asrole_options in *e*) set -e ;; esac
  case $_asrole_options in *f*) set -f ;; esac
  case $_asrole_options in *u*) set -u ;; esac
  case $_asrole_options in *C*) set -C ;; esac
  case $_asrole_options in *a*) set -a ;; esac
}

# Reads lib/slow.sh, once. Parsing that file takes longer than a warm start. Fails if the file cannot be read,
# or is of another version.
_asrole_slow() {
  [ "$_asrole_slow_version" != @project.version@ ] || return 0
  _asrole_slow_version=
  _asrole_self=$0
  while [ -h "$_asrole_self" ]; do
    _asrole_link=$(PATH=/usr/bin:/bin && exec readlink -- "$_asrole_self")
    case $_asrole_link in
      /*) _asrole_self=$_asrole_link ;;
      *) _asrole_self=${_asrole_self%/*}/$_asrole_link ;;
    esac
  done
  case $_asrole_self in
    */*) _asrole_home=${_asrole_self%/*}/.. ;;
    *) _asrole_home=./.. ;;
  esac
  # A shell ends if it cannot read the file. Some shells read a truncated file without an error.
  [ -f "$_asrole_home/lib/slow.sh" ] && [ -r "$_asrole_home/lib/slow.sh" ] && . "$_asrole_home/lib/slow.sh"
  [ "$_asrole_slow_version" = @project.version@ ]
}

# Starts again, after _asrole_slow failed, if lib/slow.sh is of another version. An upgrade replaces one file after
# the other. It needs less than ten seconds. The environment is still that of the call.
_asrole_restart() {
  [ -n "$_asrole_slow_version" ] && [ "${#_asrole_restarts}" -lt 100 ] && [ -x "$0" ] || return 0
  case $0 in
    */*) ;;
    *) return ;;
  esac
  # If this file was the old one, the new one can be there already.
  [ -z "$_asrole_restarts" ] || (PATH=/usr/bin:/bin && exec sleep 0.1) 2>/dev/null || (PATH=/usr/bin:/bin && exec sleep 1)
  export _asrole_restarted="x$_asrole_restarts"
  trap - EXIT
  case $_asrole_options in *[aefuC]*) _asrole_restore ;; esac
  exec "$0" "$@"
}

# Ends a start that needs lib/slow.sh and cannot have it.
_asrole_refuse() {
  trap - EXIT
  PATH=/usr/bin:/bin command printf 'asrole: cannot read %s, or it is of another version; reinstall asrole\n' "$_asrole_home/lib/slow.sh" >&2
  exit 125
}

# Runs if the shell ends unexpectedly. The command was not started.
_asrole_ended() {
  _asrole_shell_status=$?
  trap - EXIT
  # exec has failed, or a signal has ended the shell (mksh).
  case $_asrole_shell_status in
    126 | 127 | 129 | 1[3-8][0-9] | 19[0-2]) exit "$_asrole_shell_status" ;;
  esac
  # A signal during the run of Java (bash). The signal ends the shell after this function.
  [ -z "$_asrole_asking" ] || return 0
  PATH=/usr/bin:/bin command printf 'asrole: the shell that runs %s ended with status %s; the command was not started\n' "$0" "$_asrole_shell_status" >&2
  exit 125
}
