#!/bin/sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# The AWS CLI: each call is a new process. Debian's CLI is older than AWS_ENDPOINT_URL_STS.
aws --version 2>&1 | sed -n 's|^aws-cli/\([^ ]*\).*|version \1|p'
while :; do
  if answer=$(aws --endpoint-url "$AWS_ENDPOINT_URL_STS" sts get-caller-identity \
    --query Arn --output text 2>&1); then
    echo "arn $answer"
  else
    echo "failed $(echo "$answer" | tr "\n" " ")"
  fi
  sleep 3
done
