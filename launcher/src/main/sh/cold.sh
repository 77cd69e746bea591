# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# What the asrole script does when it cannot start a command from the store alone: it has Java make
# the session, or answer the word. Read into the script when it is needed, to keep warm starts short.
#
# shellcheck disable=SC2030,SC2031 # a PATH of a subshell is meant to be lost
# shellcheck disable=SC2034,SC2154 # the script's own variables
# shellcheck disable=SC3013 # see the script
# shellcheck disable=SC2086 # flags are words

# Ends with a status and one line.
_asrole_fail() {
  # One line, as Java's is. To mksh printf is a program.
  _asrole_line=$(PATH=/usr/bin:/bin && printf '%s' "$2" | tr -s '[:cntrl:] ' ' ')
  PATH=/usr/bin:/bin printf 'asrole: %s\n' "$_asrole_line" >&2
  exit "$1"
}

_asrole_answer=

# One path however it is called, for the archives of JDK 17 are bound to it.
_asrole_home=$(CDPATH='' cd -P -- "$_asrole_home" && pwd)

# Sets _asrole_java, the Java to run: the one that a self-contained package brings comes first.
_asrole_find_java() {
  if [ -x "$_asrole_home/runtime/bin/java" ]; then
    _asrole_java=$_asrole_home/runtime/bin/java
  elif [ -n "${JAVA_HOME-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    _asrole_java=$JAVA_HOME/bin/java
  elif _asrole_java=$(command -v java); then
    _asrole_java=$(PATH=/usr/bin:/bin readlink -f -- "$_asrole_java")
  else
    _asrole_fail 125 'no Java found: install Java 17 or later, or set JAVA_HOME'
  fi
}

# Sets _asrole_value to what Java's "release" file says of $1, if anything.
_asrole_read_release() {
  while IFS='="' read -r _asrole_key _asrole_line _asrole_value _asrole_line; do
    [ "$_asrole_key" != "$1" ] || return 0
  done 2>/dev/null <"${_asrole_java%/bin/java}/release"
  _asrole_value=
}

# Sets _asrole_archive to the name that the class-data archive of this Java and this jar has.
# JDK 17 takes an archive only for the path that it was made for.
_asrole_find_archive() {
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

# Whether an archive is whole, for a JVM that maps a cut one dies; is for the jar of this time, for
# a JVM that rejects one starts slower than without; and can be named: to JDK 17 a colon stands
# between two archives.
_asrole_is_whole() {
  case $1 in
    *:*.jsa) return 1 ;;
  esac
  [ -O "$1" ] || [ "${1#"$_asrole_home/"}" != "$1" ] || return 1
  IFS= read -r _asrole_line 2>/dev/null <"$1.size" && [ -r "$1" ] &&
    [ ! "$1.size" -nt "$_asrole_jar" ] &&
    [ ! "$_asrole_jar" -nt "$1.size" ] &&
    { [ "$(PATH=/usr/bin:/bin wc -c <"$1")" -eq "$_asrole_line" ]; } 2>/dev/null
}

# What a JVM of one call starts fastest with: it compiles little, in one thread (on 17) and not what
# an archive says was hot (on 25), asks no container for limits, loads its classes as Java's own ones
# (two options name the jar: Java's code asks for it at the second), does not compile reflection (on
# 17, on 25), and looks for no XML parser. The archives have it too.
_asrole_flags='-XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:CICompilerCount=1
  -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining
  -XX:+UseSerialGC -XX:-UsePerfData -XX:-UseContainerSupport -Xlog:disable
  -Dsun.reflect.inflationThreshold=2147483647 -Djdk.reflect.useNativeAccessorOnly=true
  -Djavax.xml.stream.XMLInputFactory=com.sun.xml.internal.stream.XMLInputFactoryImpl'
_asrole_jar=$_asrole_home/lib/asrole.jar
_asrole_attach=

# Becomes Java with these arguments, from an archive if there is one. Options meant for other JVMs
# would load agents into this one, and print.
_asrole_exec_java() {
  case $_asrole_home in
    *:*) _asrole_fail 125 "Java takes no jar from a folder with a colon in its name: $_asrole_home" ;;
  esac
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
  # Java cannot open a file of a name beyond ASCII in the locale that cron gives.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX) export LC_ALL=C.UTF-8 ;;
  esac
  set -- -cp "$_asrole_jar" "$@"
  # The attach API is the system class loader's, which Java's own classes do not see.
  if [ -n "$_asrole_attach" ]; then
    exec "$_asrole_java" $_asrole_flags -Xmx64m "$@"
  fi
  if _asrole_find_archive; then
    for _asrole_file in "$_asrole_home/lib/archive/$_asrole_archive" \
      "${_asrole_folder:+$_asrole_folder/archive/$_asrole_archive}"; do
      if _asrole_is_whole "$_asrole_file"; then
        case $_asrole_file in
          *.aot) set -- "-XX:AOTCache=$_asrole_file" "$@" ;;
          *) set -- "-XX:SharedArchiveFile=$_asrole_file" "$@" ;;
        esac
        _asrole_archive=
        break
      fi
    done
    [ -z "$_asrole_archive" ] || [ -z "$_asrole_folder" ] ||
      set -- "-Dasrole.archive=$_asrole_folder/archive" "$@"
  fi
  exec "$_asrole_java" $_asrole_flags -Xmx64m -Xbootclasspath/a:"$_asrole_jar" "$@"
}

# Sets _asrole_answer to what Java answers on its descriptor 3; its standard output is our 4.
_asrole_run_java() {
  _asrole_answer=$(
    _asrole_exec_java -Dasrole.answer=/dev/fd/3 io.asrole.cli.Main "$@" 3>&1 >&4 4>&- 9>&-
  )
}

# Has logger(1) tell the system's log the lines that stand first in Java's answer, each behind a '#',
# and takes them off. They are its standard input, in a process that nobody waits for.
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
    cd /
    PATH=/usr/bin:/bin
    printf %s "$_asrole_lines" | logger -p authpriv.notice -t asrole &
  ) </dev/null >/dev/null 2>&1 9>&-
}

# Asks Java, whose standard output stays the user's, who may have closed it.
_asrole_ask() {
  case ${1-} in
    attach | detach) _asrole_attach=yes ;;
  esac
  _asrole_find_java
  if { true 4>&1; } 2>/dev/null; then
    _asrole_run_java "$@" 4>&1
  else
    _asrole_run_java "$@" 4>/dev/null
  fi
  _asrole_status=$?
  case $_asrole_answer in
    '#'*) _asrole_log ;;
  esac
  case $_asrole_status in
    0) ;;
    125 | 126 | 127 | 129 | 130 | 143) exit $_asrole_status ;;
    *) _asrole_explain_java ;;
  esac
}

# Ends with why Java has ended; what there is to say beyond, it has said itself.
_asrole_explain_java() {
  _asrole_read_release JAVA_VERSION
  case $_asrole_value in
    1.* | [2-9] | [2-9].* | 1[0-6] | 1[0-6].*)
      _asrole_fail 125 "Java ($_asrole_java) is Java $_asrole_value: install Java 17 or later, or set JAVA_HOME"
      ;;
  esac
  case $_asrole_status in
    137) _asrole_fail 125 "Java ($_asrole_java) was killed: is memory short?" ;;
  esac
  _asrole_fail 125 "Java ($_asrole_java) ended with status $_asrole_status: try another, and set JAVA_HOME"
}

# Renews the session of a role in a process that outlives this one, and is not the command's child.
_asrole_renew() {
  (set -C && true >"$_asrole_file.claim") 2>/dev/null || return 0
  (
    _asrole_find_java
    _asrole_exec_java -Dasrole.renew=true io.asrole.cli.Main "$1" \
      </dev/null >/dev/null 2>&1 9>&- &
  )
}

# Ends with the refusal that another start of this role got just now.
_asrole_refused() {
  ! _asrole_read "$_asrole_file.refused" "$1" 2>/dev/null || _asrole_fail 125 "$_asrole_refusal"
}

# Whether this is ROLE [--] COMMAND [ARG...] with nothing for Java to read.
_asrole_is_plain() {
  case ${HOME-} in
    /*) ;;
    *) return 1 ;;
  esac
  case ${1-} in
    exec | credentials | whoami | status | forget | attach | detach | doctor | setup | serve) return 1 ;;
    '' | [-.]* | *[!A-Za-z0-9_+=,.@/:-]*) return 1 ;;
  esac
  [ $# -gt "$_asrole_own" ]
}

# Takes from JAVA_TOOL_OPTIONS what --agent of another asrole added: a JVM of this one has this role.
_asrole_leave_agent() {
  case ${JAVA_TOOL_OPTIONS-} in
    "$ASROLE_AGENT") unset JAVA_TOOL_OPTIONS ;;
    *"$ASROLE_AGENT"*)
      JAVA_TOOL_OPTIONS=${JAVA_TOOL_OPTIONS%%"$ASROLE_AGENT"*}${JAVA_TOOL_OPTIONS#*"$ASROLE_AGENT"}
      ;;
  esac
  unset ASROLE_AGENT
}

# Sets _asrole_answer: to how to become the command, or to nothing where a word is done.
_asrole_start() {
  if _asrole_is_plain "$@"; then
    _asrole_cold "$@"
  else
    _asrole_folder= # nothing of it is looked at by now
    _asrole_ask "$@"
  fi
}

# Whether the store can hold a herd: 1 where it is not safe to use, 2 where there is no waiting. Once
# one of a herd has laid it out, the others need no fork to see that.
_asrole_can_wait() {
  [ -k "$_asrole_folder" ] && [ -O "$_asrole_folder" ] && [ ! -h "$_asrole_folder" ] &&
    [ -O "$_asrole_file.herd" ] && [ -O "$_asrole_now" ] &&
    PATH=/usr/bin:/bin command -v flock && return
  (
    umask 077
    PATH=/usr/bin:/bin
    # shellcheck disable=SC2174 # the store alone is marked, as Java marks it
    [ -d "$_asrole_folder" ] || mkdir -p -m 1700 -- "$_asrole_folder"
    case $(ls -ld -- "$_asrole_folder") in
      drwx--[-S]--[-T]*) ;;
      *) exit 1 ;;
    esac
    [ -O "$_asrole_folder" ] && [ ! -h "$_asrole_folder" ] || exit 1
    command -v flock && true >>"$_asrole_file.herd" && true >>"$_asrole_now" || exit 2
  )
}

# Waits for the lock at descriptor 9, and says so on a terminal, as Java does.
_asrole_wait() {
  _asrole_line=
  [ ! -t 2 ] || [ "${TERM:-dumb}" = dumb ] ||
    _asrole_line='asrole: waiting for another asrole, which opens the same session'
  PATH=/usr/bin:/bin printf %s "$_asrole_line" >&2
  PATH=/usr/bin:/bin flock -w 39 9 2>/dev/null
  [ -z "$_asrole_line" ] || PATH=/usr/bin:/bin printf '\r%70s\r' '' >&2
}

# One of a herd of cold starts runs Java, the others wait for what it leaves.
_asrole_cold() {
  _asrole_can_wait >/dev/null 2>&1
  case $? in
    0)
      {
        PATH=/usr/bin:/bin flock -w 1 9 2>/dev/null || _asrole_wait # that of busybox knows no -w
        if _asrole_warm "$1" 2>/dev/null; then
          _asrole_answer="shift $_asrole_own"
        else
          _asrole_refused "$1"
          _asrole_ask "$@"
        fi
      } 9>>"$_asrole_file.herd"
      ;;
    1)
      _asrole_folder= # Java tells what is wrong with it; no archive is taken from there
      _asrole_ask "$@"
      ;;
    *) _asrole_ask "$@" ;;
  esac
}

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
