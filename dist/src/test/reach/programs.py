# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""The programs under test."""

import dataclasses
import os
import pathlib
import shutil

HERE = pathlib.Path(__file__).resolve().parent
WORK = pathlib.Path(os.environ.get("REACH_WORK", HERE.parents[2] / "target/reach"))
PROGRAMS = HERE / "programs"
INSTANCE = "instance"
FAILS = "fails"
ROLE = "role"


@dataclasses.dataclass(frozen=True)
class Program:
    """A program of the user's kind.

    needs is a path, or a name in PATH, without which it is reported as not run. options are asrole's.
    alone and keys are what it is under --refresh, and with plain asrole; only for those that --refresh
    does not reach.
    """

    name: str
    command: list
    needs: str
    folder: str = "/"
    options: tuple = ()
    alone: str = ROLE
    keys: str = ROLE
    on_page: bool = True

    def missing(self):
        found = pathlib.Path(self.needs).exists() or shutil.which(self.needs)
        return None if found else f"{self.needs} is not there"


def java(name, main, **more):
    return Program(name, ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-cp",
                          f"{WORK}/classes:{WORK}/jars/*", main],
                   f"{WORK}/classes/{main}.class", **more)


REACHED = [
    Program("boto3", ["python3", f"{PROGRAMS}/boto3_client.py"], f"{WORK}/has-boto3"),
    Program("AWS CLI", [f"{PROGRAMS}/aws-cli.sh"], "aws"),
    Program("JavaScript v3", ["node", f"{WORK}/npm/javascript-v3.mjs"],
            f"{WORK}/npm/node_modules/@aws-sdk/client-sts"),
    Program("JavaScript v2", ["node", "--no-deprecation", f"{WORK}/npm/javascript-v2.mjs"],
            f"{WORK}/npm/node_modules/aws-sdk"),
    Program("Go v2", [f"{WORK}/go-v2"], f"{WORK}/go-v2"),
    Program("Go v1", [f"{WORK}/go-v1"], f"{WORK}/go-v1"),
    Program("Ruby", ["ruby", f"{PROGRAMS}/ruby.rb"], f"{WORK}/has-ruby"),
    Program("rclone", ["python3", f"{PROGRAMS}/rclone.py"], "rclone"),
    java("Java v2", "JavaV2"),
    java("Kotlin", "Kotlin"),
    java("CRT", "Crt"),
    java("MSK IAM auth", "Msk"),
]

NOT_REACHED = [
    # A check of this test: without the variables boto3 finds the metadata endpoint that counts.
    Program("boto3 without the variables",
            ["env", "-u", "AWS_PROFILE", "-u", "AWS_EC2_METADATA_DISABLED",
             "-u", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "python3", f"{PROGRAMS}/boto3_client.py"],
            f"{WORK}/has-boto3", alone=INSTANCE, on_page=False),
    java("Java v1", "JavaV1", alone=FAILS),
    java("Java v1 with --agent", "JavaV1", options=("--agent",)),
    java("OpenDAL", "OpenDal", alone=FAILS),
    java("minio-java", "Minio", alone=FAILS, keys=INSTANCE),
    java("MongoDB driver", "Mongo", alone=INSTANCE),
    java("google-auth", "GoogleAuth", alone=INSTANCE),
    java("jsign", "Jsign", alone=INSTANCE),
    Program("s3cmd", [f"{PROGRAMS}/s3cmd.sh"], "s3cmd", alone=INSTANCE),
]
