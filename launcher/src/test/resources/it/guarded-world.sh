#!/bin/sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes a Debian host with asrole's package installed, several users, and instance metadata and STS in
# a network of their own. Runs in new mount, network and process namespaces; changes nothing outside
# them. Prints "namespaces" when it has all that a machine may refuse, then "ready", and stays until its
# standard input ends.
# Usage: guarded-world.sh EMPTY_FOLDER ASROLE_FOLDER JAVA_HOME TEST_CLASSES WORLD_FILE
set -e
umask 022
empty=$1 asrole=$2 java=$3 classes=$4 world=$5
PATH=/usr/sbin:/usr/bin:/sbin:/bin

# All folders that are needed from outside are bound before anything hides them.
mount -t tmpfs none "$empty"
cd "$empty"
mkdir -p etc usr/bin usr/lib/asrole/bin usr/lib/asrole/lib usr/lib/asrole/runtime usr/lib/asrole/test
cp -a /etc/. etc
rm -rf etc/asrole etc/sudoers.d/asrole
cp "$world" usr/lib/asrole/world.json
for program in asrole asrole-sandbox asrole-grant; do
  ln -s "../lib/asrole/bin/$program" usr/bin
done
# The rules name a program that exists.
[ -e "$asrole/bin/asrole-grant" ] || {
  rm usr/bin/asrole-grant
  printf '#!/bin/sh\nid -un\n' >usr/bin/asrole-grant
  chmod 755 usr/bin/asrole-grant
}
mount -t overlay -o "lowerdir=$empty/usr/lib:/usr/lib" none /usr/lib
mount -t overlay -o "lowerdir=$empty/usr/bin:/usr/bin" none /usr/bin
mount --bind "$asrole/bin" /usr/lib/asrole/bin
mount --bind "$asrole/lib" /usr/lib/asrole/lib
mount --bind "$java" /usr/lib/asrole/runtime
mount --bind "$classes" /usr/lib/asrole/test
mount --bind "$empty/etc" /etc
cd /
mount -t tmpfs -o mode=755 none /var
mkdir -p /var/cache /var/lib /var/log /var/spool
mkdir -m 1777 /var/tmp
mount -t tmpfs -o mode=755 none /run
mkdir -m 1777 /run/lock
mount -t tmpfs -o mode=755 none /home
mount -t tmpfs -o mode=700 none /root
mount -t tmpfs -o mode=1777 none /tmp

ip link set lo up
ip link add eth7 type veth peer name aws7
echo namespaces

# What the package creates, and logrotate.
mkdir -p /etc/asrole /etc/logrotate.d

# The users. The machine's own sudo rules are replaced: root may, nobody else.
printf 'Defaults env_reset\nDefaults secure_path="/usr/sbin:/usr/bin:/sbin:/bin"\n%s\n@includedir /etc/sudoers.d\n' \
  'root ALL=(ALL:ALL) ALL' >/etc/sudoers
chmod 440 /etc/sudoers
rm -f /etc/sudoers.d/*
groupadd -g 1100 ops
useradd -m -u 1001 -s /bin/sh -G ops alice
useradd -m -u 1002 -s /bin/sh bob

# Instance metadata and STS are behind a link, as on EC2: 192.0.2.2 is this host.
mkfifo /run/link
unshare -n sh -ec '
  echo up >/run/link
  until ip link set aws7 up 2>/dev/null; do sleep 0.01; done
  ip link set lo up
  ip addr add 192.0.2.1/24 dev aws7
  ip addr add 169.254.169.254/32 dev aws7
  ip -6 addr add fd00:77::1/64 dev aws7 nodad
  ip -6 addr add fd00:ec2::254/128 dev aws7 nodad
  exec /usr/lib/asrole/runtime/bin/java -cp /usr/lib/asrole/lib/asrole-sandbox.jar:/usr/lib/asrole/test \
    io.asrole.it.targets.ServeInstance /usr/lib/asrole/world.json' >/run/aws </dev/null &
aws=$!
read -r _ </run/link
ip link set aws7 netns "$aws"
ip addr add 192.0.2.2/24 dev eth7
ip -6 addr add fd00:77::2/64 dev eth7 nodad
ip link set eth7 up
ip route add 169.254.169.254 dev eth7
ip -6 route add fd00:ec2::254 dev eth7
ip route add default via 192.0.2.1
until grep -qs serving /run/aws; do
  kill -0 "$aws"
  sleep 0.05
done
rm /run/link
echo ready
read -r _ || :
