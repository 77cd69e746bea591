#!/bin/sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs a command again and again, each time with 80 bytes more in the environment, from nearly 2 MB
# on, until it fails. Ends with its exit status, or with 0 where there was room up to the end.
# shellcheck disable=SC3045 # dash and bash have it
ulimit -Ss 8192
x=$(head -c 130000 /dev/zero | tr '\0' x)
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
  export "FILL$i=$x"
done
LAST=$(head -c $((2097152 - 16 * 130000 - 5000)) /dev/zero | tr '\0' x)
export LAST
more=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
n=0
while [ $((n += 1)) -le 50 ]; do
  "$@" || exit
  LAST=$LAST$more
done
