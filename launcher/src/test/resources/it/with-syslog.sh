#!/bin/sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Gives the mount namespace that it runs in a /dev with a system log, which $HOME/syslog keeps, runs
# a script in which "$@" is the command, and waits until the log has that many lines.
# Usage: with-syslog.sh SCRIPT LINES COMMAND...
set -e
mkdir -p "$HOME/dev"
mount -t tmpfs none "$HOME/dev"
for name in null zero urandom random tty; do
  true >"$HOME/dev/$name"
  mount --bind "/dev/$name" "$HOME/dev/$name"
done
ln -s /proc/self/fd "$HOME/dev/fd"
mkdir "$HOME/dev/shm"
mount --rbind "$HOME/dev" /dev
true >"$HOME/syslog"
python3 "${0%/*}/syslog.py" "$HOME/syslog" </dev/null >/dev/null 2>&1 &
trap 'kill $!' EXIT
n=0
until [ -S /dev/log ] || [ $((n += 1)) -gt 1000 ]; do sleep 0.01; done
script=$1 lines=$2
shift 2
eval "$script"
n=0
until [ "$(grep -c time= "$HOME/syslog")" -ge "$lines" ] || [ $((n += 1)) -gt 1000 ]; do
  sleep 0.01
done
