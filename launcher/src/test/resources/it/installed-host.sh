#!/bin/sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes a machine with asrole in /usr/bin and /usr/lib/asrole in the mount namespace that it runs in, and
# runs a command there. Usage: installed-host.sh EMPTY_FOLDER ASROLE_FOLDER JAVA_HOME JOB COMMAND...
# JOB is the program that /usr/local/bin/aws and /usr/local/bin/job are.
set -e
mount -t tmpfs none "$1"
mkdir -p "$1/usr/bin" "$1/usr/local/bin" "$1/usr/lib/asrole"
ln -s "$2/bin/asrole" "$3/bin/java" "$1/usr/bin"
ln -s "$2/lib" "$1/usr/lib/asrole"
ln -s "$3" "$1/usr/lib/asrole/runtime"
ln -s "$4" "$1/usr/local/bin/aws"
ln -s "$4" "$1/usr/local/bin/job"
for i in usr/bin usr/local/bin usr/lib; do
  mount -t overlay -o "lowerdir=$1/$i:/$i" none "/$i"
done
shift 4
exec "$@"
