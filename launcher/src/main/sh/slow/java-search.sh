# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Finds the installation, its jar and the Java to run.
#
# shellcheck disable=SC2154 # the variables of bin/asrole

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

# Makes _asrole_home the absolute path without symbolic links, because archives of JDK 17 depend on it.
# Sets _asrole_called_home to the path of the call, such as /opt/asrole for /opt/asrole-1.2.3, and
# _asrole_program to the path of the script with all its symbolic links.
_asrole_find_home() {
  case $0 in
    /*) _asrole_program=$0 ;;
    *) _asrole_program=$PWD/$0 ;;
  esac
  case $_asrole_home in
    /*) _asrole_called_home=$_asrole_home ;;
    *) _asrole_called_home=$PWD/$_asrole_home ;;
  esac
  _asrole_home=$(
    unset -f cd pwd
    CDPATH='' cd -P -- "$_asrole_home" && pwd
  )
}

# Sets _asrole_java_program to the Java to run: that of the package, JAVA_HOME, PATH or /usr/lib/jvm. Skips a
# Java before 17. If there is no other Java, it is the first one that was skipped; _asrole_explain_java says so.
_asrole_find_java() {
  _asrole_java_program=$_asrole_home/runtime/bin/java
  [ -x "$_asrole_java_program" ] || _asrole_find_system_java
}

# The same without the Java of the package.
_asrole_find_system_java() {
  _asrole_old_java=
  _asrole_java_program=${JAVA_HOME:+$JAVA_HOME/bin/java}
  ! _asrole_is_java || return 0
  if _asrole_java_program=$(unset -f java; command -v java); then
    _asrole_java_program=$(_asrole_tool readlink -f -- "$_asrole_java_program")
    ! _asrole_is_java || return 0
  fi
  ! _asrole_find_newest_java || return 0
  [ -n "$_asrole_old_java" ] || _asrole_fail 125 'no Java found: install Java 17 or later, or set JAVA_HOME'
  _asrole_java_program=$_asrole_old_java
}

# Whether _asrole_java_program exists and is not older than Java 17. A Java of an unknown version is tried.
_asrole_is_java() {
  [ -x "$_asrole_java_program" ] || return 1
  _asrole_read_java_version
  [ "${_asrole_java_version:-17}" -lt 17 ] || return 0
  [ -n "$_asrole_old_java" ] || _asrole_old_java=$_asrole_java_program
  return 1
}

# Sets _asrole_java_program to the newest Java of /usr/lib/jvm from 17 on. Fails if there is none.
_asrole_find_newest_java() {
  _asrole_newest=16
  for _asrole_java_program in /usr/lib/jvm/*/bin/java; do
    if _asrole_is_java && [ "${_asrole_java_version:-0}" -gt "$_asrole_newest" ]; then
      _asrole_newest=$_asrole_java_version
      _asrole_newest_java=$_asrole_java_program
    fi
  done
  [ "$_asrole_newest" -gt 16 ] && _asrole_java_program=$(_asrole_tool readlink -f -- "$_asrole_newest_java")
}

# Sets _asrole_java_version to the first number of the Java's version, such as 17; empty if it is unknown.
_asrole_read_java_version() {
  _asrole_read_release JAVA_VERSION
  _asrole_java_version=${_asrole_release_value#1.}
  _asrole_java_version=${_asrole_java_version%%[!0-9]*}
  # Java 9 and later have no rt.jar. The release file of a JDK 8 is not in the folder of its JRE.
  if [ -z "$_asrole_java_version" ] && { [ -e "${_asrole_java_program%/bin/java}/lib/rt.jar" ] ||
    [ -e "${_asrole_java_program%/bin/java}/jre/lib/rt.jar" ]; }; then
    _asrole_java_version=8
  fi
}

# Sets _asrole_release_value to the value of $1 in the "release" file of Java; empty if there is none.
_asrole_read_release() {
  while IFS='="' read -r _asrole_release_name _asrole_unused _asrole_release_value _asrole_unused; do
    [ "$_asrole_release_name" != "$1" ] || return 0
  done 2>/dev/null <"${_asrole_java_program%/bin/java}/release"
  _asrole_release_value=
}
