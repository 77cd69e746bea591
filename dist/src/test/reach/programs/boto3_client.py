# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""boto3: one client, one call a second."""

import os
import time

import boto3
import botocore

# Debian's botocore is older than AWS_ENDPOINT_URL_STS.
client = boto3.client("sts", endpoint_url=os.environ["AWS_ENDPOINT_URL_STS"])
print("version", botocore.__version__, flush=True)
while True:
    try:
        print("arn", client.get_caller_identity()["Arn"], flush=True)
    except Exception as e:  # the report shows whatever the SDK throws
        print("failed", repr(e), flush=True)
    time.sleep(1)
