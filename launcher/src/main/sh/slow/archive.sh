# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Finds the class-data archive, with which Java starts faster. bin/asrole-archive creates it.
#
# shellcheck disable=SC2154 # the variables of bin/asrole and java-search.sh
# shellcheck disable=SC3013 # dash, bash, busybox and mksh have -nt

# The folder of archives in the session store. It is empty if this start must not use the store.
_asrole_archive_folder=${_asrole_folder-}/archive

# Sets _asrole_archive_name to the file name of the archive for this Java and this jar. Fails if the name
# cannot be determined; then it is empty. JDK 17 accepts an archive only for the path that the jar had when
# the archive was created, so the path is part of the name.
_asrole_name_archive() {
  _asrole_archive_name=
  _asrole_read_release JAVA_RUNTIME_VERSION
  IFS= read -r _asrole_jar_id 2>/dev/null <"$_asrole_home/lib/asrole.id"
  [ -n "$_asrole_jar_id" ] && [ -n "$_asrole_release_value" ] || return 1
  case ${_asrole_release_value%%.*} in
    2[5-9]* | [3-9][0-9]*)
      _asrole_archive_name=asrole-$_asrole_jar_id-$_asrole_release_value.aot
      ;;
    *)
      _asrole_home_name=$_asrole_home
      while [ "$_asrole_home_name" != "${_asrole_home_name#*/}" ]; do
        _asrole_home_name=${_asrole_home_name%%/*}%${_asrole_home_name#*/}
      done
      _asrole_archive_name=asrole-$_asrole_jar_id-$_asrole_release_value-$_asrole_home_name.jsa
      ;;
  esac
}

# Sets _asrole_archive to the path of an archive that can be used. It is empty if there is none.
_asrole_find_archive() {
  if _asrole_name_archive; then
    for _asrole_archive in "$_asrole_home/lib/archive/$_asrole_archive_name" \
      "${_asrole_archive_folder:+$_asrole_archive_folder/$_asrole_archive_name}"; do
      ! _asrole_is_archive "$_asrole_archive" || return 0
    done
  fi
  _asrole_archive=
}

# Whether archive $1 can be used. A truncated archive crashes the JVM. An archive of another jar makes
# the start slower than none. In JDK 17 a colon separates two archives.
_asrole_is_archive() {
  case $1 in
    *:*.jsa) return 1 ;;
  esac
  [ -O "$1" ] || [ "${1#"$_asrole_home/"}" != "$1" ] || return 1
  [ -f "$1" ] && [ -f "$1.size" ] && IFS= read -r _asrole_archive_size 2>/dev/null <"$1.size" && [ -r "$1" ] &&
    [ ! "$1.size" -nt "$_asrole_jar" ] &&
    [ ! "$_asrole_jar" -nt "$1.size" ] &&
    { [ "$(_asrole_tool wc -c <"$1")" -eq "$_asrole_archive_size" ]; } 2>/dev/null
}
