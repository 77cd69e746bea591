# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""boto3, also one that does not know AWS_ENDPOINT_URL_STS yet: prints the caller's ARN, assumes the role, prints the ARN it has then."""

import os
import sys

import boto3

endpoint = os.environ["AWS_ENDPOINT_URL_STS"]
sts = boto3.client("sts", region_name="us-east-1", endpoint_url=endpoint)
print(sts.get_caller_identity()["Arn"])
keys = sts.assume_role(RoleArn=sys.argv[1], RoleSessionName="client")["Credentials"]
role = boto3.client(
    "sts",
    region_name="us-east-1",
    endpoint_url=endpoint,
    aws_access_key_id=keys["AccessKeyId"],
    aws_secret_access_key=keys["SecretAccessKey"],
    aws_session_token=keys["SessionToken"],
)
print(role.get_caller_identity()["Arn"])
