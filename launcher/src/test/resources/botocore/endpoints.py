# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""Prints where botocore sends a request to STS for the profile "called" of each AWS config file in a
folder, with the variables that NAME.env has: URL, region of the signature, certificates, metadata."""
import os
import pathlib
import re
import sys

import botocore.session
from botocore.utils import InstanceMetadataFetcher, resolve_imds_endpoint_mode


class Sent(Exception):
    pass


def send(request, **_):
    scope = request.headers["Authorization"]
    scope = scope.decode() if isinstance(scope, bytes) else scope
    raise Sent(request.url.rstrip("/") + " " + re.search(r"Credential=[^/]*/[^/]*/([^/]*)/", scope).group(1))


def metadata(session):
    config = {
        "ec2_metadata_service_endpoint": session.get_config_variable("ec2_metadata_service_endpoint"),
        "ec2_metadata_service_endpoint_mode": resolve_imds_endpoint_mode(session),
    }
    return InstanceMetadataFetcher(config=config)._base_url.rstrip("/")


outer = dict(os.environ)
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.config")):
    os.environ.clear()
    os.environ.update({k: v for k, v in outer.items() if not k.startswith("AWS_")})
    for line in file.with_suffix(".env").read_text().splitlines():
        name, value = line.split("=", 1)
        os.environ[name] = value
    os.environ["AWS_CONFIG_FILE"] = str(file)
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null"
    try:
        session = botocore.session.Session(profile="called")
        session.set_credentials("AKIAIOSFODNN7EXAMPLE", "secret")
        client = session.create_client("sts", region_name="eu-west-1")
        client.meta.events.register("before-send.sts.GetCallerIdentity", send)
        client.get_caller_identity()
    except Sent as sent:
        print(file.stem, sent, session.get_config_variable("ca_bundle"), metadata(session))
    except Exception:
        print(file.stem, "refused")
