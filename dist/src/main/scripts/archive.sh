# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# The class-data archives, with which asrole's JVM starts faster.

archives=/usr/lib/asrole/lib/archive
# The archives that are files of the package, with a blank between them; empty if the package has none.
shipped='@ARCHIVES@'

# Removes all archives, but those that are files of the package.
remove_archives() {
  for file in "$archives"/*; do
    name=${file##*/}
    case " $shipped " in
      *" ${name%.size} "*) ;;
      *) rm -f "$file" ;;
    esac
  done
}

# Removes the archives of other versions and makes the one of the Java that asrole runs, unless the package has
# it. Without an archive, each user's first start makes one in the user's own cache folder. So a failure is no
# failure of the installation.
make_archive() (
  umask 022
  remove_archives
  [ -z "$shipped" ] || return 0
  # While this package replaces asrole-jre, the Java runtime of asrole-jre is still there, and is removed later.
  # With the word "system", asrole-archive does not use that runtime.
  env -i PATH="$PATH" timeout 120 /usr/lib/asrole/bin/asrole-archive @JAVA@ "$archives" \
    </dev/null >/dev/null 2>&1 || rm -f "$archives"/*
)
