# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""rclone: one process of its remote control daemon, one listing a second.

The object store of the test lists one object: the ARN of who signed the request.
"""

import json
import os
import subprocess
import time
import urllib.error
import urllib.request

port = os.environ["REACH_FREE_PORT"]
os.environ.update(
    RCLONE_CONFIG=os.devnull,
    RCLONE_CONFIG_REACH_TYPE="s3",
    RCLONE_CONFIG_REACH_PROVIDER="Other",
    RCLONE_CONFIG_REACH_ENV_AUTH="true",
    RCLONE_CONFIG_REACH_ENDPOINT=os.environ["REACH_OBJECT_STORE"],
)
daemon = subprocess.Popen(["rclone", "rcd", "--rc-no-auth", "--rc-addr", "127.0.0.1:" + port,
                           "--low-level-retries", "1", "--retries", "1"],
                          stderr=subprocess.DEVNULL)
version = subprocess.run(["rclone", "version"], capture_output=True, text=True, check=True)
print(version.stdout.split("\n")[0].replace("rclone v", "version "), flush=True)
time.sleep(1)
while daemon.poll() is None:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/operations/list",
        json.dumps({"fs": "reach:bucket", "remote": ""}).encode(),
        {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            print("arn", json.load(answer)["list"][0]["Name"].replace("|", "/"), flush=True)
    except urllib.error.HTTPError as e:
        print("failed", json.load(e).get("error", e), flush=True)
    except OSError as e:
        print("failed rclone does not answer:", e, flush=True)
    time.sleep(1)
