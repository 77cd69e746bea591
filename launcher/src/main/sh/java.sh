# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# How the asrole script runs Java: which, from which class-data archive, and what its answer is.
#
# shellcheck disable=SC2030,SC2031 # a PATH of a subshell is meant to be lost
# shellcheck disable=SC2034,SC2154 # the script's own variables
# shellcheck disable=SC3013 # see the script
# shellcheck disable=SC2086 # flags are words

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

# What a JVM of one call starts fastest with: it compiles little, and not what an archive says was hot
# (on 25), asks no container for limits, loads its classes as Java's own ones (two options name the
# jar: Java's code asks for it at the second), does not compile reflection (on 17, on 25), and looks
# for no XML parser. The archives have it too.
_asrole_flags='-XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining
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
  [ "${3-}" != doctor ] || {
    # The doctor reports those that name other keys than the role's. Their values stay here: an
    # argument of a process is public.
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
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
  # Java cannot open a file of a name beyond ASCII in the locale that cron gives.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX) export LC_ALL=C.UTF-8 ;;
  esac
  set -- -cp "$_asrole_jar" "$@"
  # One compiler thread leaves the second processor to the call (on 17); a JVM without compilers
  # (Zero) does not start with a number of them.
  _asrole_file=${_asrole_java%/bin/java}/lib
  [ ! -d "$_asrole_file/server" ] || [ -d "$_asrole_file/zero" ] || set -- -XX:CICompilerCount=1 "$@"
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

_asrole_whole=java.sh
