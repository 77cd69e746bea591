#!/bin/sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Guards this host: closes instance metadata to ordinary users, and lets sudo decide who has which role.
# "asrole setup --host" printed this script and changed nothing. Run it as root:
#   sh SCRIPT --dry-run    show what would change, and which users lose instance metadata
#   sh SCRIPT              change it; a second run changes nothing
# It never edits a file in place: a new file replaces the old one at once, and after all checks.
set -eu
umask 022
export LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin

grant=/usr/bin/asrole-grant
log_group=adm
units=/usr/lib/systemd/system

say() { printf '%s\n' "$1"; }

fail() {
  printf 'asrole setup --host: %s\n' "$1" >&2
  exit 1
}

dry_run=false
case $#${1-} in
  0) ;;
  1--dry-run) dry_run=true ;;
  *) fail "usage: sh SCRIPT [--dry-run]" ;;
esac

# 1. Check.
[ "$(id -u)" = 0 ] || fail "run this script as root"
for program in sudo nft; do
  command -v "$program" >/dev/null || fail "$program is missing; Debian: apt-get install sudo nftables"
done
[ -x "$grant" ] || fail "$grant is missing: install asrole's package"
grep -Eqs '^[[:space:]]*[#@]includedir[[:space:]]+"?/etc/sudoers\.d/?"?[[:space:]]*$' /etc/sudoers ||
  fail "/etc/sudoers does not include /etc/sudoers.d; add the line: @includedir /etc/sudoers.d"
home=$(getent passwd asrole | cut -d: -f6)
case $home in
  '' | /var/lib/asrole) ;;
  *) fail "the user asrole exists, with the home folder $home; it must be a system user with /var/lib/asrole" ;;
esac
getent group "$log_group" >/dev/null || log_group=asrole

# 2. Create the system user of the grant.
if [ -n "$home" ]; then
  say "unchanged: the system user asrole"
elif $dry_run; then
  say "would create the system user asrole"
else
  group=--user-group
  ! getent group asrole >/dev/null || group='--gid=asrole'
  useradd --system "$group" --home-dir /var/lib/asrole --no-create-home --shell /usr/sbin/nologin \
    --comment 'asrole grant' asrole
  say "created the system user asrole"
fi

# The rules of nftables have numbers. So a host without its user directory at boot is closed, too.
uids=0
users=root
for user in asrole ec2-instance-connect systemd-imds @ALSO@; do
  if uid=$(id -u "$user" 2>/dev/null); then
    users="$users, $user"
    case " $uids " in *" $uid "*) ;; *) uids="$uids $uid" ;; esac
  else
    case $user in
      asrole) ;; # A dry run has not created it.
      # EC2 Instance Connect looks for SSH keys, and systemd's IMDS daemon has rules of its own.
      ec2-instance-connect | systemd-imds) ;;
      *) fail "there is no user $user" ;;
    esac
  fi
done

# 3. Write the new files, and let sudo and nft check them.
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT
trap 'exit 1' HUP INT TERM

cat >"$new/sudoers" <<'END_OF_FILE'
# Who may have which role by asrole. Written by asrole setup --host. Edit it with: visudo -f /etc/sudoers.d/asrole
# Give exact role names. A pattern would let other arguments through.
Defaults!/usr/bin/asrole-grant env_reset, !setenv, !env_keep, !env_check, !log_output, !log_input, umask=0077, umask_override
@RULES@
END_OF_FILE

{
  cat <<'END_OF_FILE'
# This host is guarded: ordinary users get role sessions from the grant, not from instance metadata.
# Written by the script of this call, which has all rules:
#   @CALL@
# uids: the users that reach instance metadata. /etc/asrole/guard.nft has the same numbers.
END_OF_FILE
  printf 'grant=%s\nuids=%s\n' "$grant" "$uids"
} >"$new/guard"

cat >"$new/guard.nft" <<END_OF_FILE
# Closes instance metadata to all users but these: $users.
# asrole-guard.service loads this file. The first two lines replace a table that is loaded already.
table inet asrole {}
delete table inet asrole
table inet asrole {
  set allowed {
    type uid
    elements = { $(printf '%s' "$uids" | sed 's/ /, /g') }
  }
  chain output {
    type filter hook output priority 0; policy accept;
    ip daddr 169.254.169.254 jump own
    ip6 daddr fd00:ec2::254 jump own
  }
  # Containers and virtual machines with a network of their own.
  chain forward {
    type filter hook forward priority 0; policy accept;
    ip daddr 169.254.169.254 jump closed
    ip6 daddr fd00:ec2::254 jump closed
  }
  # A refused connection ends at once. A dropped packet would let clients wait.
  # A socket of the kernel, such as one below MPTCP, has no user, and neither rule about users fits. A closed
  # connection has none either, and may end.
  chain own {
    meta skuid @allowed accept
    meta skuid != @allowed jump closed
    tcp flags & (fin|syn|rst|ack) != syn accept
    jump closed
  }
  chain closed {
    meta l4proto tcp reject with tcp reset
    reject
  }
}
END_OF_FILE

cat >"$new/logrotate" <<END_OF_FILE
/var/log/asrole/*.log {
  su asrole $log_group
  create 0640 asrole $log_group
  daily
  rotate 366
  maxage 366
  dateext
  compress
  delaycompress
  missingok
  notifempty
}
END_OF_FILE

if command -v visudo >/dev/null; then
  visudo -cf "$new/sudoers" >"$new/visudo" 2>&1 || fail "visudo refuses the rules: $(cat "$new/visudo")"
fi
nft -c -f "$new/guard.nft" || fail "nft refuses the table"

# 4. Show which rules fit nobody, and which processes lose instance metadata.
# shellcheck disable=SC2043 # asrole fills in the names.
for who in @WHO@; do
  case $who in
    %*) getent group "${who#%}" >/dev/null || say "warning: there is no group ${who#%}" ;;
    *) getent passwd "$who" >/dev/null || say "warning: there is no user $who" ;;
  esac
done
say "instance metadata stays open for: $users"
cat /proc/[0-9]*/status 2>/dev/null | awk -v uids=" $uids " '
  /^Name:/ { sub(/^Name:[ \t]*/, ""); name = $0 }
  /^Uid:/ && !index(uids, " " $5 " ") && !seen[$5, name]++ {
    names[$5] = names[$5] (names[$5] == "" ? "" : ", ") name
  }
  END { for (uid in names) print uid, names[uid] }' | tr -cd '[:print:]\n' | sort -n >"$new/losers"
if [ -s "$new/losers" ]; then
  say "running processes that lose instance metadata:"
  while read -r uid names; do
    user=$(getent passwd "$uid" | cut -d: -f1)
    say "  ${user:-unknown user} (uid $uid): $names"
  done <"$new/losers"
  say "a user that must keep instance metadata: asrole setup --host ... --also USER"
else
  say "running processes that lose instance metadata: none"
fi
say "containers with a network of their own lose instance metadata, too"

# 5. Change the files, the rules of sudo first.
changed=false

# Makes a folder or an empty file $1 with owner $2 and mode $3. $4 is the program that makes it.
place() {
  [ ! -L "$1" ] || fail "$1 is a symbolic link"
  [ ! -e "$1" ] || [ -d "$1" ] || [ -f "$1" ] || fail "$1 is neither a folder nor a regular file"
  if [ "$(stat -c %U:%G:%a "$1" 2>/dev/null)" = "$2:$3" ]; then
    say "unchanged: $1"
  elif $dry_run; then
    say "would create $1 ($2, mode $3)"
  else
    [ -e "$1" ] || "$4" "$1"
    chown "$2" "$1"
    chmod "$3" "$1"
    say "created $1 ($2, mode $3)"
  fi
}

# Replaces file $2 by the new file $1, with root as owner and mode $3.
file() {
  if cmp -s "$new/$1" "$2" && [ "$(stat -c %u:%g:%a "$2")" = "0:0:$3" ]; then
    say "unchanged: $2"
  elif $dry_run; then
    say "would write $2 (root:root, mode $3):"
    if [ -e "$2" ]; then diff -u "$2" "$new/$1" || :; else sed 's/^/  /' "$new/$1"; fi
  else
    # sudo ignores a file with a dot in its name.
    cp "$new/$1" "$2.new"
    chown 0:0 "$2.new"
    chmod "$3" "$2.new"
    mv -f "$2.new" "$2"
    changed=true
    say "wrote $2 (root:root, mode $3)"
  fi
}

place /etc/asrole root:root 755 mkdir
place /var/lib/asrole asrole:asrole 700 mkdir
place /var/cache/asrole asrole:asrole 700 mkdir
place /var/log/asrole "asrole:$log_group" 750 mkdir
place /var/log/asrole/grants.log "asrole:$log_group" 640 touch
[ ! -d /etc/logrotate.d ] || file logrotate /etc/logrotate.d/asrole 644
file sudoers /etc/sudoers.d/asrole 440
file guard.nft /etc/asrole/guard.nft 644
file guard /etc/asrole/guard 644

# 6. Close instance metadata.
if $dry_run; then
  say "would close instance metadata. Nothing has been changed."
  exit 0
fi
loaded() { nft list table inet asrole >/dev/null 2>&1; }
if [ -d /run/systemd/system ] && [ -e "$units/asrole-guard.service" ]; then
  systemctl enable --quiet asrole-guard.service asrole-guard-check.service asrole-guard-check.timer \
    2>"$new/enable" || fail "systemctl enable: $(cat "$new/enable")"
  if $changed || ! loaded; then systemctl reload-or-restart asrole-guard.service; fi
  systemctl start asrole-guard-check.timer
else
  if $changed || ! loaded; then nft -f /etc/asrole/guard.nft; fi
  say "no asrole-guard.service here: load the table at each boot by: nft -f /etc/asrole/guard.nft"
fi
loaded || fail "the table inet asrole is not loaded; see: systemctl status asrole-guard.service"
say "this host is guarded; check it: asrole doctor --host"
