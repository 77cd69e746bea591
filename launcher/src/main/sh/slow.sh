# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# The part of the asrole script that a warm start does not need: it asks Java for a session, renews one in
# the background, and explains failures.
#
# Programs of the system run by "exec" in a subshell, with a PATH of their own: PATH is the command's,
# and bash takes functions of any name from the environment.
#
# shellcheck disable=SC2154 # the variables of the script
# shellcheck disable=SC2034 # or used there
# shellcheck disable=SC2030,SC2031 # a PATH of a subshell is meant to be lost
# shellcheck disable=SC2086 # flags are words
# shellcheck disable=SC3013,SC3045 # -nt and the limits are in dash, bash, busybox and mksh

_asrole_answer=
_asrole_waited=0

# Runs a program of the system.
_asrole_tool() (
  PATH=/usr/bin:/bin
  exec "$@"
)

# Prints one line, whatever control characters $1 has.
_asrole_say() {
  _asrole_line=$(PATH=/usr/bin:/bin && command printf '%s' "$1" | command tr -s '[:cntrl:] ' ' ')
  PATH=/usr/bin:/bin command printf 'asrole: %s\n' "${_asrole_line:-$1}" >&2
}

# Ends with status $1 and the line $2.
_asrole_fail() {
  _asrole_end_status=$1
  trap 'trap - EXIT; exit $_asrole_end_status' EXIT # also where nothing can be forked
  _asrole_say "$2"
  exit "$1"
}

# ---- The start of a command ----------------------------------------------------------------------

# Whether the arguments are ROLE [--] COMMAND [ARG...] without an option or a subcommand.
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

# Removes from JAVA_TOOL_OPTIONS what --agent of another asrole added: a JVM of this start gets this role.
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

# Sets _asrole_answer, which the script evaluates.
_asrole_start() {
  _asrole_plain=
  if _asrole_is_plain "$@"; then
    _asrole_plain=yes
    _asrole_cold "$@"
  else
    _asrole_folder= # whether the folder is safe is not known
    _asrole_ask "$@"
  fi
}

# One of many starts of the same role at once runs Java, the others wait for the warm file that it leaves.
_asrole_cold() {
  _asrole_can_wait >/dev/null 2>&1
  case $? in
    0)
      _asrole_opened=
      {
        _asrole_opened=yes
        _asrole_in_turn "$@"
      } 9>>"$_asrole_file.herd"
      [ -n "$_asrole_opened" ] || _asrole_ask "$@"
      ;;
    1)
      _asrole_folder= # not safe: no archive is taken from there, and Java says what is wrong
      _asrole_ask "$@"
      ;;
    2) _asrole_ask "$@" ;;
    *)
      _asrole_say "warning: cannot open $_asrole_file.herd: starts at the same moment do not wait for each other; remove it"
      _asrole_ask "$@"
      ;;
  esac
}

# Whether starts can wait for each other in the store. 1: the store is not safe to use; 2: there is no
# flock, or the store cannot be written, which Java says; 3: only the file to lock cannot be used.
_asrole_can_wait() {
  # Where another start has made the files, no fork is needed.
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
    for _asrole_line in "$_asrole_file.herd" "$_asrole_now"; do
      ! _asrole_is_gone "$_asrole_line" || true >>"$_asrole_line" || exit 2
    done
    _asrole_is_own "$_asrole_now" || exit 2
    # A refused start may remove it just now.
    _asrole_is_own "$_asrole_file.herd" || _asrole_is_gone "$_asrole_file.herd" ||
      _asrole_is_own "$_asrole_file.herd" || exit 3
  )
}

# Whether $1 is a regular file of this user's that can be written. To open a FIFO would wait for ever.
_asrole_is_own() {
  [ -f "$1" ] && [ -O "$1" ] && [ -w "$1" ] && [ ! -h "$1" ]
}

# Whether there is nothing of that name, no link to nothing either.
_asrole_is_gone() {
  [ ! -e "$1" ] && [ ! -h "$1" ]
}

# Whether the store may be created: root leaves nothing in the home folder of another user (sudo -E).
_asrole_may_create() {
  _asrole_line=${_asrole_folder%/*}
  while [ -n "$_asrole_line" ] && [ ! -e "$_asrole_line" ]; do
    _asrole_line=${_asrole_line%/*}
  done
  # Only root owns /.
  [ ! -O / ] || [ -O "${_asrole_line:-/}" ]
}

# Waits for the lock at descriptor 9, then uses what the start before has left, or asks Java.
_asrole_in_turn() {
  # The flock of busybox knows no -w.
  _asrole_tool flock -w 1 9 2>/dev/null || _asrole_wait
  if _asrole_warm "$1" 2>/dev/null; then
    _asrole_answer="shift $_asrole_own"
  elif _asrole_read "$_asrole_file.refused" "$1" 2>/dev/null; then
    # A shorter one on a terminal. A role that AWS refuses leaves no lock file.
    [ ! -t 2 ] || _asrole_refusal=$_asrole_brief
    _asrole_tool rm -f -- "$_asrole_file.herd"
    _asrole_fail 125 "$_asrole_refusal"
  else
    _asrole_ask "$@"
  fi
}

# Waits longer for the lock at descriptor 9, and says so on a terminal.
_asrole_wait() {
  _asrole_line=
  [ ! -t 2 ] || [ "${TERM:-dumb}" = dumb ] ||
    _asrole_line='asrole: waiting for another asrole, which opens the same session'
  _asrole_tool printf %s "$_asrole_line" >&2
  _asrole_waited=$(_asrole_tool date +%s)
  # In short turns: mksh obeys a signal only between two programs.
  for _asrole_turn in 1 2 3 4 5 6 7 8 9 10 11; do
    _asrole_tool flock -w 3 9 2>/dev/null && break
  done
  _asrole_waited=$(($(_asrole_tool date +%s) - _asrole_waited + 1))
  [ -z "$_asrole_line" ] || _asrole_tool printf '\r%70s\r' '' >&2
}

# ---- Java ----------------------------------------------------------------------------------------

# Makes _asrole_home one absolute path however the script is called: the archives of JDK 17 are bound to it.
# Keeps the path by which the script was called, such as /opt/asrole for /opt/asrole-1.2.3.
_asrole_find_home() {
  case $_asrole_home in
    /*) _asrole_called_home=$_asrole_home ;;
    *) _asrole_called_home=$PWD/$_asrole_home ;;
  esac
  _asrole_home=$(
    unset -f cd pwd
    CDPATH='' cd -P -- "$_asrole_home" && pwd
  )
}

# Sets _asrole_java_program to the Java to run. The one of a self-contained package comes first.
_asrole_find_java() {
  if [ -x "$_asrole_home/runtime/bin/java" ]; then
    _asrole_java_program=$_asrole_home/runtime/bin/java
  elif [ -n "${JAVA_HOME-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    _asrole_java_program=$JAVA_HOME/bin/java
  elif _asrole_java_program=$(unset -f java; command -v java); then
    _asrole_java_program=$(_asrole_tool readlink -f -- "$_asrole_java_program")
  else
    _asrole_fail 125 'no Java found: install Java 17 or later, or set JAVA_HOME'
  fi
}

# Sets _asrole_value to the value of $1 in the "release" file of Java, or to nothing.
_asrole_read_release() {
  while IFS='="' read -r _asrole_name _asrole_line _asrole_value _asrole_line; do
    [ "$_asrole_name" != "$1" ] || return 0
  done 2>/dev/null <"${_asrole_java_program%/bin/java}/release"
  _asrole_value=
}

# Sets _asrole_archive to the name of the class-data archive for this Java and this jar.
# JDK 17 takes an archive only for the path that it was made for.
_asrole_name_archive() {
  _asrole_archive=
  _asrole_read_release JAVA_RUNTIME_VERSION
  IFS= read -r _asrole_line 2>/dev/null <"$_asrole_home/lib/asrole.id"
  [ -n "$_asrole_line" ] && [ -n "$_asrole_value" ] || return 1
  case ${_asrole_value%%.*} in
    2[5-9]* | [3-9][0-9]*)
      _asrole_archive=asrole-$_asrole_line-$_asrole_value.aot
      ;;
    *)
      _asrole_archive=$_asrole_home
      while [ "$_asrole_archive" != "${_asrole_archive#*/}" ]; do
        _asrole_archive=${_asrole_archive%%/*}%${_asrole_archive#*/}
      done
      _asrole_archive=asrole-$_asrole_line-$_asrole_value-$_asrole_archive.jsa
      ;;
  esac
}

# Whether archive $1 can be used: a JVM that maps a cut one dies, one that rejects another jar's starts
# slower than without, and to JDK 17 a colon separates two archives.
_asrole_is_archive() {
  case $1 in
    *:*.jsa) return 1 ;;
  esac
  [ -O "$1" ] || [ "${1#"$_asrole_home/"}" != "$1" ] || return 1
  [ -f "$1" ] && [ -f "$1.size" ] && IFS= read -r _asrole_line 2>/dev/null <"$1.size" && [ -r "$1" ] &&
    [ ! "$1.size" -nt "$_asrole_jar" ] &&
    [ ! "$_asrole_jar" -nt "$1.size" ] &&
    { [ "$(_asrole_tool wc -c <"$1")" -eq "$_asrole_line" ]; } 2>/dev/null
}

# What a JVM of one call starts fastest with: it compiles little, and not what an archive says was hot
# (on 25), asks no container for limits, loads its classes as Java's own ones (two options name the
# jar: Java's code asks for it at the second), does not compile reflection (on 17, on 25), and looks
# for no XML parser. The archives have it too. Small reservations of address space fit a ulimit -v.
_asrole_flags='-XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining
  -XX:+UseSerialGC -XX:-UsePerfData -XX:-UseContainerSupport -Xlog:disable -Xmx64m
  -XX:CompressedClassSpaceSize=32m -XX:ReservedCodeCacheSize=32m
  -Dsun.reflect.inflationThreshold=2147483647 -Djdk.reflect.useNativeAccessorOnly=true
  -Djavax.xml.stream.XMLInputFactory=com.sun.xml.internal.stream.XMLInputFactoryImpl'

# No word of the JVM's own reaches the user's output (thread dumps, fatal errors, warnings), no file of its
# own is written (an hs_err file would have the source's keys), and none in the working directory is read.
_asrole_silence='-XX:-DisplayVMOutput -XX:+SuppressFatalErrorMessage -XX:-PrintWarnings -XX:Flags=/dev/null
  -XX:-CreateCoredumpOnCrash'

# Ends, with the status of a program that cannot be executed, where Java is one of another machine: the shell
# that becomes it would print a line of its own. No JVM starts, as -cp has no value.
_asrole_check_machine() {
  IFS= read -r _asrole_line 2>/dev/null <"$_asrole_java_program"
  case $_asrole_line in
    '#!'*) return ;;
  esac
  _asrole_tool sh -c 'exec "$@"' sh "$_asrole_java_program" -cp >/dev/null 2>&1
  case $? in
    # An "Exec format error", or what a shell says that takes the program for a script.
    126 | 127 | 2) exit 126 ;;
  esac
}

# Becomes Java with these arguments, from a class-data archive if there is one.
_asrole_exec_java() {
  unset -f cd
  ulimit -c 0
  # The C library reserves 64 MiB of address space for each thread, which ulimit -v may not allow.
  export MALLOC_ARENA_MAX=1
  # Options for other JVMs would load agents into this one, and print.
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
  # Java cannot open a file of a name beyond ASCII in the locale that cron gives.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX) export LC_ALL=C.UTF-8 ;;
  esac
  # Java does not start in a working directory that was removed. No relative name leads anywhere from there.
  _asrole_line=$(_asrole_tool readlink /proc/self/cwd)
  case $_asrole_line in
    *' (deleted)')
      [ -e "$_asrole_line" ] || {
        cd / && set -- -Duser.dir=/removed-working-directory "$@"
      }
      ;;
  esac
  set -- -cp "$_asrole_jar" "$@"
  # One compiler thread leaves the second processor to the call (on 17); a JVM without compilers
  # (Zero) does not start with a number of them.
  _asrole_line=${_asrole_java_program%/bin/java}/lib
  [ ! -d "$_asrole_line/server" ] || [ -d "$_asrole_line/zero" ] || set -- -XX:CICompilerCount=1 "$@"
  # The attach API is the system class loader's, which Java's own classes do not see.
  if [ -n "$_asrole_attach" ]; then
    _asrole_check_machine
    exec "$_asrole_java_program" $_asrole_flags $_asrole_silence "$@"
  fi
  if _asrole_name_archive; then
    for _asrole_line in "$_asrole_home/lib/archive/$_asrole_archive" \
      "${_asrole_folder:+$_asrole_folder/archive/$_asrole_archive}"; do
      _asrole_found=$_asrole_line
      if _asrole_is_archive "$_asrole_found"; then
        case $_asrole_found in
          *.aot) set -- "-XX:AOTCache=$_asrole_found" "$@" ;;
          *) set -- "-XX:SharedArchiveFile=$_asrole_found" "$@" ;;
        esac
        _asrole_archive=
        break
      fi
    done
    [ -z "$_asrole_archive" ] || [ -z "$_asrole_folder" ] ||
      set -- "-Dasrole.archive=$_asrole_folder/archive" "$@"
  else
    _asrole_archive=unknown
  fi
  # Where there is an archive, this Java has started before.
  [ -z "$_asrole_archive" ] || _asrole_check_machine
  exec "$_asrole_java_program" $_asrole_flags $_asrole_silence -Xbootclasspath/a:"$_asrole_jar" "$@"
}

# Sets _asrole_answer to what Java writes to its descriptor 3. Its standard output is descriptor 4, its
# standard error 5: a shell says on its own that a signal has ended Java.
_asrole_run_java() {
  _asrole_answer=$(
    # Nothing of a plain start is for standard output, and a JVM that cannot start writes there.
    [ -z "$_asrole_plain" ] || exec 4>/dev/null
    set -- io.asrole.Main "$@"
    # The doctor reports options for JVMs that name other keys than the role's. Their values stay here: an
    # argument of a process is public.
    [ "$2" != doctor ] || {
      case ${JAVA_TOOL_OPTIONS-} in
        *-Daws.accessKeyId=*) set -- -Dasrole.jvm.options=-Daws.accessKeyId= "$@" ;;
      esac
      case ${JDK_JAVA_OPTIONS-} in
        *-Daws.accessKeyId=*) set -- -Dasrole.jdk.options=-Daws.accessKeyId= "$@" ;;
      esac
      case ${_JAVA_OPTIONS-} in
        *-Daws.accessKeyId=*) set -- -Dasrole.legacy.options=-Daws.accessKeyId= "$@" ;;
      esac
    }
    # Java ends when this process does, whose child it is.
    _asrole_exec_java -Dasrole.answer=/dev/fd/3 -Dasrole.parent=$$ -Dasrole.waited="$_asrole_waited" \
      -Dasrole.home="$_asrole_called_home" "$@" \
      3>&1 >&4 2>&5 4>&- 5>&- 9>&-
  )
}

# Runs Java with standard output as descriptor 4; the user may have closed it.
_asrole_run_with_output() {
  if { true 4>&1; } 2>/dev/null; then
    _asrole_run_java "$@" 4>&1
  else
    _asrole_run_java "$@" 4>/dev/null
  fi
}

# Prepares to run Java.
_asrole_prepare_java() {
  _asrole_find_home
  _asrole_jar=$_asrole_home/lib/asrole.jar
  case $_asrole_home in
    *:*) _asrole_fail 125 "Java takes no jar from a folder with a colon in its name: $_asrole_home" ;;
  esac
  [ -r "$_asrole_jar" ] || _asrole_fail 125 "cannot read $_asrole_jar; reinstall asrole"
  [ -r /proc/self/stat ] || _asrole_fail 125 'there is no /proc, which Java needs: mount -t proc proc /proc'
  _asrole_find_java
}

# Asks Java, and ends where it gives no answer.
_asrole_ask() {
  _asrole_attach=
  case ${1-} in
    attach | detach) _asrole_attach=yes ;;
  esac
  _asrole_prepare_java
  _asrole_asking=yes
  # Where standard error is closed, the shell's words about it go nowhere.
  if true 5>&2; then
    _asrole_run_with_output "$@" 5>&2 2>/dev/null
  else
    _asrole_run_with_output "$@" 5>/dev/null
  fi
  _asrole_status=$?
  _asrole_asking=
  case $_asrole_answer in
    '#'*) _asrole_log ;;
  esac
  case $_asrole_status in
    0) [ -n "$_asrole_answer" ] || _asrole_explain_java ;;
    125 | 129 | 130 | 141 | 143)
      trap - EXIT
      exit $_asrole_status
      ;;
    *) _asrole_explain_java ;;
  esac
  # A subcommand is done.
  case $_asrole_answer in
    exit*) trap - EXIT ;;
  esac
}

# Has logger(1) write to the system's log the lines that Java's answer begins with, each after a '#', and
# removes them from the answer. They are its standard input, in a process that nobody waits for.
_asrole_log() {
  _asrole_lines=
  while :; do
    case $_asrole_answer in
      '#'*) ;;
      *) break ;;
    esac
    _asrole_line=${_asrole_answer%%"
"*}
    _asrole_lines="$_asrole_lines${_asrole_line#?}
"
    _asrole_answer=${_asrole_answer#"$_asrole_line"}
    _asrole_answer=${_asrole_answer#?}
  done
  (
    unset -f cd
    cd /
    command printf %s "$_asrole_lines" | _asrole_tool logger -p authpriv.notice -t asrole &
  ) </dev/null >/dev/null 2>&1 9>&-
}

# Ends with the reason why Java gave no answer.
_asrole_explain_java() {
  _asrole_read_release JAVA_VERSION
  _asrole_line="Java ($_asrole_java_program)"
  case $_asrole_value in
    1.* | [2-9] | [2-9].* | 1[0-6] | 1[0-6].*)
      _asrole_fail 125 "$_asrole_line is Java $_asrole_value: install Java 17 or later, or set JAVA_HOME"
      ;;
  esac
  case $_asrole_status in
    0) _asrole_fail 125 "$_asrole_line ended with status 0 and no answer: try another, and set JAVA_HOME" ;;
    137) _asrole_fail 125 "$_asrole_line was killed: is memory short?" ;;
  esac
  # A limit of address space in KiB; mksh and busybox have it, too.
  _asrole_limit=$(ulimit -v 2>/dev/null)
  case $_asrole_limit in
    '' | unlimited) ;;
    *) _asrole_fail 125 "$_asrole_line ended with status $_asrole_status, and ulimit -v is $_asrole_limit: asrole needs about 500000 KiB of address space; raise the limit, or start the command once without it: later starts need no Java" ;;
  esac
  # Its own words, which were silenced.
  _asrole_value=$(
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    _asrole_tool sh -c 'exec "$@"' sh "$_asrole_java_program" $_asrole_flags -version 2>&1
  ) && _asrole_value=
  case $_asrole_value in
    # What the shells say instead that take the program for a script is of no use.
    *'Exec format error'* | *'ELF'*'not found'* | *[Ss]'yntax error'*)
      _asrole_fail 125 "$_asrole_line is not a program for this machine (Exec format error): try another, and set JAVA_HOME"
      ;;
  esac
  _asrole_value=$(_asrole_tool printf '%s\n' "$_asrole_value" | _asrole_tool sed -n 's/^[# ]*//; s/^sh: .*exec: //; s/^sh: line [0-9]*: //; /./p' |
    _asrole_tool head -n 2)
  case $_asrole_value in
    '') _asrole_fail 125 "$_asrole_line ended with status $_asrole_status: try another, and set JAVA_HOME" ;;
    *'mark memory page as executable'*)
      _asrole_fail 125 "$_asrole_line cannot start: $_asrole_value; the system forbids memory that is writable and executable: remove MemoryDenyWriteExecute= from the systemd unit"
      ;;
    *) _asrole_fail 125 "$_asrole_line cannot start: $_asrole_value; try another, and set JAVA_HOME" ;;
  esac
}

# Renews the session of role $1 in a process that outlives this one, and is not the command's child.
_asrole_renew() {
  _asrole_is_gone "$_asrole_file.claim" && (set -C && true >"$_asrole_file.claim") 2>/dev/null || return 0
  (
    _asrole_attach=
    _asrole_prepare_java
    _asrole_exec_java -Dasrole.renew=true io.asrole.Main "$1" &
  ) </dev/null >/dev/null 2>&1 9>&-
}

# ---- The command ---------------------------------------------------------------------------------

# Warns where the program that starts gives the role's variables to nobody.
# io.asrole.child.EnvironmentLoss says the same where there is no shell.
_asrole_warn_of_loss() {
  _asrole_line=${1##*/}
  _asrole_name=${ASROLE_ROLE##*/}
  case "$_asrole_line $* " in
    # The user passes variables on.
    'sudo '*' -E '* | 'sudo '*' --preserve-env'* | 'ssh '*SendEnv* | *' -e '* | *' --env'*) return 0 ;;
    'sudo '* | 'doas '*) _asrole_value="sudo asrole $_asrole_name -- COMMAND" ;;
    'su '*' - '* | 'su '*' -l '* | 'su '*' --login '*) _asrole_value="su - USER -c 'asrole $_asrole_name -- COMMAND'" ;;
    'ssh '*) _asrole_value="ssh HOST asrole $_asrole_name -- COMMAND" ;;
    *' run '* | *' exec '*)
      _asrole_value="asrole $_asrole_name -- $_asrole_line run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY -e AWS_SESSION_TOKEN IMAGE"
      ;;
    *) return 0 ;;
  esac
  _asrole_say "warning: $_asrole_line does not pass on the credentials, so its command does not run as $_asrole_name; use instead: $_asrole_value"
}

# Ends where the arguments and the environment with the role's variables are more than execve(2) takes. One
# argument less than the command has: never refuses what would start.
_asrole_check_room() {
  [ -x /bin/true ] || return 0
  (
    shift
    exec /bin/true "$@"
  ) 2>/dev/null
  [ $? = 126 ] || return 0
  trap - EXIT
  # No program can be started, to print it neither.
  echo "asrole: cannot execute $1: Argument list too long" >&2
  exit 126
}

# Ends with the reason why the command $1 cannot be found or executed.
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
  _asrole_rest=${PATH-/bin:/usr/bin}:
  _asrole_denied=
  while [ -n "$_asrole_rest" ]; do
    _asrole_found=${_asrole_rest%%:*}
    _asrole_found=${_asrole_found:-.}/$1
    _asrole_rest=${_asrole_rest#*:}
    if [ -d "$_asrole_found" ]; then
      _asrole_denied="$_asrole_found: Is a directory"
    elif [ -x "$_asrole_found" ]; then
      _asrole_fail_after_exec "$_asrole_found"
    elif [ -e "$_asrole_found" ]; then
      _asrole_denied="$_asrole_found: Permission denied"
    fi
  done
  [ -z "$_asrole_denied" ] || _asrole_fail 126 "cannot execute $_asrole_denied"
  _asrole_fail 127 "'$1': command not found"
}

# Ends where the shell could not become $1, which is executable. Only mksh goes on then, and waits for ever
# for each program that it starts, so this starts none.
_asrole_fail_after_exec() {
  trap - EXIT
  echo "asrole: cannot execute $1: Exec format error" >&2
  exit 126
}

# Ends with the reason why the path $1 leads to nothing, by the last part of it that is there.
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

_asrole_whole=@project.version@
