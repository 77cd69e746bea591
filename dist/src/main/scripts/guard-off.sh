# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Ends what refers to the program in the file system under $1. Instance metadata stays closed: a removal
# opens nothing.
end_guard() {
  if [ -e "$1/etc/sudoers.d/asrole" ]; then
    # A rule of sudo must not outlive the program that it names.
    mkdir -p "$1/etc/asrole"
    mv -f "$1/etc/sudoers.d/asrole" "$1/etc/asrole/sudoers.removed"
    echo 'asrole: the rules of sudo are now in /etc/asrole/sudoers.removed, where sudo does not read them'
  fi
  [ -z "$1" ] || return 0
  if [ -d /run/systemd/system ]; then
    systemctl disable --quiet --now asrole-guard-check.timer asrole-guard-check.service asrole-guard.service || :
  fi
  if PATH=$PATH:/usr/sbin:/sbin nft list table inet asrole >/dev/null 2>&1; then
    echo 'asrole: instance metadata stays closed to ordinary users until the next boot.'
    echo 'asrole: To open it now: nft delete table inet asrole'
  fi
}
