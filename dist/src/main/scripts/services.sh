# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Names the services in the file system under $1 that cannot start without asrole: those with the drop-in that
# asrole setup --service prints. It changes no service.
name_services() {
  for drop_in in "$1"/etc/systemd/system/*.d/zz-asrole.conf; do
    while IFS= read -r line; do
      case $line in
        */usr/lib/asrole/* | */usr/bin/asrole*)
          service=${drop_in%/*}
          service=${service##*/}
          echo "asrole: the service ${service%.d} cannot start without asrole. Remove its role, then restart it:"
          echo "asrole:   rm '${drop_in#"$1"}' && systemctl daemon-reload"
          break
          ;;
      esac
    done 2>/dev/null <"$drop_in" || :
  done
}
