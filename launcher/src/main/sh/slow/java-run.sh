# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs Java: its flags, its environment, and the renewal of a session in the background.
#
# shellcheck disable=SC2154 # the variables of bin/asrole, java-search.sh and archive.sh
# shellcheck disable=SC2086 # flags are words
# shellcheck disable=SC3013,SC3045 # -ef and the limits are in dash, bash, busybox and mksh

# Flags for a fast start. The JVM compiles little, replays no training data of an archive (JDK 25),
# reads no container limits, generates no code for reflection (JDK 17, JDK 25) and searches no XML
# parser. Small reservations of address space fit a ulimit -v. The archives are made with the same
# flags.
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
  IFS= read -r _asrole_first_line 2>/dev/null <"$_asrole_java_program"
  case $_asrole_first_line in
    '#!'*) return ;;
  esac
  _asrole_tool sh -c 'exec "$@"' sh "$_asrole_java_program" -cp >/dev/null 2>&1
  case $? in
    # "Exec format error", or the errors of a shell that runs the program as a script.
    126 | 127 | 2) exit 126 ;;
  esac
}

# Whether the working directory was removed. readlink needs a fork, so run it only if PWD does not name
# the working directory.
_asrole_is_directory_removed() {
  case $PWD in
    # /proc/PID/cwd can name a removed directory.
    /proc/*) ;;
    /*) [ ! "$PWD" -ef . ] || return 1 ;;
  esac
  _asrole_directory=$(_asrole_tool readlink /proc/self/cwd)
  case $_asrole_directory in
    *' (deleted)') [ ! -e "$_asrole_directory" ] ;;
    *) return 1 ;;
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
  if _asrole_is_directory_removed; then
    cd / && set -- -Duser.dir=/removed-working-directory "$@"
  fi
  set -- -cp "$_asrole_jar" "$@"
  # One compiler thread leaves the second processor to the call (JDK 17). A JVM without compilers
  # (Zero) rejects the flag.
  _asrole_java_library=${_asrole_java_program%/bin/java}/lib
  [ ! -d "$_asrole_java_library/server" ] || [ -d "$_asrole_java_library/zero" ] || set -- -XX:CICompilerCount=1 "$@"
  # Only the system class loader finds the attach API, so do not load the jar by the boot loader.
  if [ -n "$_asrole_attach" ]; then
    _asrole_check_machine
    exec "$_asrole_java_program" $_asrole_flags $_asrole_silence "$@"
  fi
  _asrole_find_archive
  case $_asrole_archive in
    *.aot) set -- "-XX:AOTCache=$_asrole_archive" "$@" ;;
    *.jsa) set -- "-XX:SharedArchiveFile=$_asrole_archive" "$@" ;;
    '')
      # If there is an archive, this Java has already run on this machine.
      _asrole_check_machine
      # Java creates the archive in the session store.
      [ -z "$_asrole_archive_name" ] || [ -z "$_asrole_archive_folder" ] ||
        set -- "-Dasrole.archive=$_asrole_archive_folder" "$@"
      ;;
  esac
  # The boot class path loads the jar faster. The class path names the jar for asrole's own code.
  exec "$_asrole_java_program" $_asrole_flags $_asrole_silence -Xbootclasspath/a:"$_asrole_jar" "$@"
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
