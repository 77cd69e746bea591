# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the class-data archive of the Java that asrole runs, with which asrole's JVM starts faster. Removes the archives of
# other versions. Without an archive, each user's first start makes one in the user's own cache folder. So a
# failure is no failure of the installation.
make_archive() (
  umask 022
  folder=/usr/lib/asrole/lib/archive
  # The archives that are files of the package, with a blank between them; empty if the package has none.
  shipped='@ARCHIVES@'
  for file in "$folder"/*; do
    name=${file##*/}
    case " $shipped " in
      *" ${name%.size} "*) ;;
      *) rm -f "$file" ;;
    esac
  done
  [ -z "$shipped" ] || return 0
  # If this package takes over from asrole-jre, the runtime of that is still there, but not for long. So the word
  # "system" stands for the Java that asrole finds without it.
  env -i PATH="$PATH" timeout 120 /usr/lib/asrole/bin/asrole-archive @JAVA@ "$folder" \
    </dev/null >/dev/null 2>&1 || rm -f "$folder"/*
)
