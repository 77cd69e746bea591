#!/bin/sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
# The AWS CLI, also one that does not know AWS_ENDPOINT_URL_STS yet: prints the caller's ARN, assumes the role, prints the ARN it has then.
set -eu
export AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=''
aws --endpoint-url "$AWS_ENDPOINT_URL_STS" sts get-caller-identity --query Arn --output text
keys=$(aws --endpoint-url "$AWS_ENDPOINT_URL_STS" sts assume-role --role-arn "$1" --role-session-name client --output text \
  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')
# shellcheck disable=SC2086 # three words, none with a space or a glob in it
set -- $keys
AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2 AWS_SESSION_TOKEN=$3 \
  aws --endpoint-url "$AWS_ENDPOINT_URL_STS" sts get-caller-identity --query Arn --output text
