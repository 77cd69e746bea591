# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""Prints the proxy that botocore takes for a URL, under the variables of each file in a folder."""
import os
import pathlib
import sys

from botocore.httpsession import ProxyConfiguration
from botocore.utils import get_environ_proxies

outer = dict(os.environ)
for file in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    os.environ.clear()
    os.environ.update({k: v for k, v in outer.items() if not k.lower().endswith("_proxy")})
    for line in file.read_text().splitlines():
        name, value = line.split("=", 1)
        os.environ[name] = value
    proxies = get_environ_proxies(sys.argv[2])
    print(file.name, "proxy" if ProxyConfiguration(proxies).proxy_url_for(sys.argv[2]) else "direct")
