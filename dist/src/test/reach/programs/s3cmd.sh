#!/bin/sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# s3cmd: lists a bucket whose one object is named by the ARN of the caller.
s3cmd --version | sed 's/^.* /version /'
host=${REACH_OBJECT_STORE#http://}
while :; do
  if answer=$(s3cmd --config=/dev/null --no-ssl --host="${host%/}" --host-bucket="${host%/}" \
    ls s3://bucket 2>&1); then
    echo "arn $(echo "$answer" | sed -n 's|^.*s3://bucket/||; s,|,/,gp')"
  else
    echo "failed $(echo "$answer" | tr "\n" " ")"
  fi
  sleep 1
done
