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

# Sets _asrole_release_value to the value of $1 in the "release" file of Java; empty if there is none.
_asrole_read_release() {
  while IFS='="' read -r _asrole_release_name _asrole_unused _asrole_release_value _asrole_unused; do
    [ "$_asrole_release_name" != "$1" ] || return 0
  done 2>/dev/null <"${_asrole_java_program%/bin/java}/release"
  _asrole_release_value=
}
