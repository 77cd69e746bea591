# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# The part of the asrole script that a warm start does not need: it gets a session from Java, renews a
# session in the background and explains failures.
#
# System programs run by "exec" in a subshell with a fixed PATH, because PATH is meant for the command,
# and because bash imports functions of any name from the environment.
#
# shellcheck disable=SC2154 # the variables of the script
# shellcheck disable=SC2034 # or used there
# shellcheck disable=SC2030,SC2031 # a PATH of a subshell is meant to be lost
# shellcheck disable=SC2086 # flags are words
# shellcheck disable=SC3013,SC3045 # -nt and the limits are in dash, bash, busybox and mksh

_asrole_answer=
_asrole_waited=0

# Runs a system program.
_asrole_tool() (
  PATH=/usr/bin:/bin
  exec "$@"
)

# Prints $1 as one line, without control characters.
_asrole_say() {
  _asrole_line=$(PATH=/usr/bin:/bin && command printf '%s' "$1" | command tr -s '[:cntrl:] ' ' ')
  PATH=/usr/bin:/bin command printf 'asrole: %s\n' "${_asrole_line:-$1}" >&2
}

# Prints the error message $2 and exits with status $1.
_asrole_fail() {
  _asrole_end_status=$1
  trap 'trap - EXIT; exit $_asrole_end_status' EXIT # also if fork fails
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

# Removes the agent of an outer "asrole --agent" from JAVA_TOOL_OPTIONS, so that JVMs get this role.
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

# Sets _asrole_answer, which the asrole script evaluates.
_asrole_start() {
  _asrole_plain=
  if _asrole_is_plain "$@"; then
    _asrole_plain=yes
    _asrole_cold "$@"
  else
    _asrole_folder= # not checked to be safe
    _asrole_ask "$@"
  fi
}

# If many starts of a role run at the same time, one runs Java. The others wait for its warm file.
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
      _asrole_folder= # not safe: use no archive from it, and let Java report why
      _asrole_ask "$@"
      ;;
    2) _asrole_ask "$@" ;;
    *)
      _asrole_say "warning: cannot open $_asrole_file.herd: starts at the same moment do not wait for each other; remove it"
      _asrole_ask "$@"
      ;;
  esac
}

# Whether starts can wait for each other in the store. 1: the store is not safe to use. 2: flock is
# missing or the store is not writable (Java reports it). 3: only the lock file is unusable.
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
    for _asrole_line in "$_asrole_file.herd" "$_asrole_now"; do
      ! _asrole_is_gone "$_asrole_line" || true >>"$_asrole_line" || exit 2
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
  _asrole_line=${_asrole_folder%/*}
  while [ -n "$_asrole_line" ] && [ ! -e "$_asrole_line" ]; do
    _asrole_line=${_asrole_line%/*}
  done
  # The test -O / is true only for root.
  [ ! -O / ] || [ -O "${_asrole_line:-/}" ]
}

# Waits for the lock on descriptor 9, then uses the result of the previous start, or runs Java.
_asrole_in_turn() {
  # flock of busybox has no option -w, and fails.
  _asrole_tool flock -w 1 9 2>/dev/null || _asrole_wait
  if _asrole_warm "$1" 2>/dev/null; then
    _asrole_answer="shift $_asrole_own"
  elif _asrole_read "$_asrole_file.refused" "$1" 2>/dev/null; then
    # A terminal gets the short message. A refused role needs no lock file.
    [ ! -t 2 ] || _asrole_refusal=$_asrole_brief
    _asrole_tool rm -f -- "$_asrole_file.herd"
    _asrole_fail 125 "$_asrole_refusal"
  else
    _asrole_ask "$@"
  fi
}

# Waits longer for the lock on descriptor 9, and prints a note if standard error is a terminal.
_asrole_wait() {
  _asrole_line=
  [ ! -t 2 ] || [ "${TERM:-dumb}" = dumb ] ||
    _asrole_line='asrole: waiting for another asrole, which opens the same session'
  _asrole_tool printf %s "$_asrole_line" >&2
  _asrole_waited=$(_asrole_tool date +%s)
  # Wait in short steps, because mksh handles a signal only between two programs.
  for _asrole_turn in 1 2 3 4 5 6 7 8 9 10 11; do
    _asrole_tool flock -w 3 9 2>/dev/null && break
  done
  _asrole_waited=$(($(_asrole_tool date +%s) - _asrole_waited + 1))
  [ -z "$_asrole_line" ] || _asrole_tool printf '\r%70s\r' '' >&2
}

# ---- Java ----------------------------------------------------------------------------------------

# Makes _asrole_home the absolute path without symbolic links, because archives of JDK 17 depend on it.
# Sets _asrole_called_home to the path of the call, such as /opt/asrole for /opt/asrole-1.2.3.
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

# Sets _asrole_java_program to the Java to run: of a self-contained package, JAVA_HOME or PATH.
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

# Sets _asrole_value to the value of $1 in the "release" file of Java; empty if there is none.
_asrole_read_release() {
  while IFS='="' read -r _asrole_name _asrole_line _asrole_value _asrole_line; do
    [ "$_asrole_name" != "$1" ] || return 0
  done 2>/dev/null <"${_asrole_java_program%/bin/java}/release"
  _asrole_value=
}

# Sets _asrole_archive to the name of the class-data archive for this Java and this jar. JDK 17
# accepts an archive only for the path of the jar at its creation, so the path is part of the name.
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

# Whether archive $1 can be used. A truncated archive crashes the JVM. An archive of another jar makes
# the start slower than none. In JDK 17 a colon separates two archives.
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

# Flags for a fast start. The JVM compiles little, replays no training data of an archive (JDK 25),
# reads no container limits, generates no code for reflection (JDK 17, JDK 25) and searches no XML
# parser. Small reservations of address space fit a ulimit -v. The archives are made with the same
# flags. The boot class path loads the jar faster; the class path names it for asrole's own code.
_asrole_flags='-XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining
  -XX:+UseSerialGC -XX:-UsePerfData -XX:-UseContainerSupport -Xlog:disable -Xmx64m
  -XX:CompressedClassSpaceSize=32m -XX:ReservedCodeCacheSize=32m
  -Dsun.reflect.inflationThreshold=2147483647 -Djdk.reflect.useNativeAccessorOnly=true
  -Djavax.xml.stream.XMLInputFactory=com.sun.xml.internal.stream.XMLInputFactoryImpl'

# The JVM prints no thread dumps, fatal errors or warnings to the user's output. It writes no core dump
# and no hs_err file, which would contain the source keys. It reads no flags from the working directory.
_asrole_silence='-XX:-DisplayVMOutput -XX:+SuppressFatalErrorMessage -XX:-PrintWarnings -XX:Flags=/dev/null
  -XX:-CreateCoredumpOnCrash'

# Exits with status 126 if Java is built for another machine, because exec would print a message of the
# shell. The test starts no JVM, because -cp has no value.
_asrole_check_machine() {
  IFS= read -r _asrole_line 2>/dev/null <"$_asrole_java_program"
  case $_asrole_line in
    '#!'*) return ;;
  esac
  _asrole_tool sh -c 'exec "$@"' sh "$_asrole_java_program" -cp >/dev/null 2>&1
  case $? in
    # "Exec format error", or the errors of a shell that runs the program as a script.
    126 | 127 | 2) exit 126 ;;
  esac
}

# Executes Java with these arguments, with a class-data archive if there is one.
_asrole_exec_java() {
  unset -f cd
  ulimit -c 0
  # The C library reserves 64 MiB of address space for each thread, which ulimit -v may not allow.
  export MALLOC_ARENA_MAX=1
  # These options are for other JVMs. They would load agents into this JVM and print messages.
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
  # In the C locale, as in cron, Java cannot open a file with a non-ASCII name.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX) export LC_ALL=C.UTF-8 ;;
  esac
  # Java does not start in a removed working directory. Relative names do not resolve there.
  _asrole_line=$(_asrole_tool readlink /proc/self/cwd)
  case $_asrole_line in
    *' (deleted)')
      [ -e "$_asrole_line" ] || {
        cd / && set -- -Duser.dir=/removed-working-directory "$@"
      }
      ;;
  esac
  set -- -cp "$_asrole_jar" "$@"
  # One compiler thread leaves the second processor to the call (JDK 17). A JVM without compilers
  # (Zero) rejects the flag.
  _asrole_line=${_asrole_java_program%/bin/java}/lib
  [ ! -d "$_asrole_line/server" ] || [ -d "$_asrole_line/zero" ] || set -- -XX:CICompilerCount=1 "$@"
  # Only the system class loader finds the attach API, so do not load the jar by the boot loader.
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
  # If there is an archive, this Java has already run on this machine.
  [ -z "$_asrole_archive" ] || _asrole_check_machine
  exec "$_asrole_java_program" $_asrole_flags $_asrole_silence -Xbootclasspath/a:"$_asrole_jar" "$@"
}

# Sets _asrole_answer to the output of Java on descriptor 3. Descriptor 4 is the user's standard output
# and 5 the standard error. The shell's own standard error must not show that a signal ended Java.
_asrole_run_java() {
  _asrole_answer=$(
    # A plain start prints nothing to standard output, but a JVM that cannot start does.
    [ -z "$_asrole_plain" ] || exec 4>/dev/null
    set -- io.asrole.Main "$@"
    # The doctor reports JVM options that set other keys than the role's. Pass on only the option's name,
    # because other users can read the arguments of a process.
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
    # Java is a child of this process and ends when this process ends.
    _asrole_exec_java -Dasrole.answer=/dev/fd/3 -Dasrole.parent=$$ -Dasrole.waited="$_asrole_waited" \
      -Dasrole.home="$_asrole_called_home" "$@" \
      3>&1 >&4 2>&5 4>&- 5>&- 9>&-
  )
}

# Runs Java with standard output as descriptor 4, or with /dev/null if standard output is closed.
_asrole_run_with_output() {
  if { true 4>&1; } 2>/dev/null; then
    _asrole_run_java "$@" 4>&1
  else
    _asrole_run_java "$@" 4>/dev/null
  fi
}

# Finds the jar and Java, and checks that Java can run.
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

# Runs Java, and exits if Java gives no answer.
_asrole_ask() {
  _asrole_attach=
  case ${1-} in
    attach | detach) _asrole_attach=yes ;;
  esac
  _asrole_prepare_java
  _asrole_asking=yes
  # If standard error is closed, the shell's message about it is not visible.
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
  # "exit" is the answer of a subcommand, which starts no command.
  case $_asrole_answer in
    exit*) trap - EXIT ;;
  esac
}

# Removes the leading lines that begin with '#' from Java's answer, and passes them to the standard input
# of logger(1) for syslog. The script does not wait for logger.
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

# Prints why Java gave no answer, and exits.
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
  # The limit of the address space in KiB. mksh and busybox support it, too.
  _asrole_limit=$(ulimit -v 2>/dev/null)
  case $_asrole_limit in
    '' | unlimited) ;;
    *) _asrole_fail 125 "$_asrole_line ended with status $_asrole_status, and ulimit -v is $_asrole_limit: asrole needs about 500000 KiB of address space; raise the limit, or start the command once without it: later starts need no Java" ;;
  esac
  # Run Java again for its own error message, which was suppressed.
  _asrole_value=$(
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    _asrole_tool sh -c 'exec "$@"' sh "$_asrole_java_program" $_asrole_flags -version 2>&1
  ) && _asrole_value=
  case $_asrole_value in
    # The errors of a shell that runs the program as a script do not help the user.
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

# Renews the session of role $1 in a background process that is not a child of the command.
_asrole_renew() {
  _asrole_is_gone "$_asrole_file.claim" && (set -C && true >"$_asrole_file.claim") 2>/dev/null || return 0
  (
    _asrole_attach=
    _asrole_prepare_java
    _asrole_exec_java -Dasrole.renew=true io.asrole.Main "$1" &
  ) </dev/null >/dev/null 2>&1 9>&-
}

# ---- The command ---------------------------------------------------------------------------------

# Warns if the command, such as sudo, does not pass the role's variables on to the program it starts.
# Without the script, io.asrole.child.EnvironmentLoss prints the same warning.
_asrole_warn_of_loss() {
  _asrole_line=${1##*/}
  _asrole_name=${ASROLE_ROLE##*/}
  case "$_asrole_line $* " in
    # The user's options pass variables on.
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

# Exits after exec of the executable file $1 has failed. Only mksh continues after that, and then waits
# forever for each program that it starts, so this function starts none.
_asrole_fail_after_exec() {
  trap - EXIT
  echo "asrole: cannot execute $1: Exec format error" >&2
  exit 126
}

# Prints why the path $1 does not exist, by its longest existing prefix, and exits.
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

_asrole_slow_version=@project.version@
