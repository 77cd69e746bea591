# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""Prints what botocore reads of each AWS config file in a folder: a line a property."""
import os
import pathlib
import sys

import botocore.exceptions
import botocore.session

for file in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    os.environ["AWS_CONFIG_FILE"] = str(file)
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null"
    try:
        profiles = botocore.session.Session().full_config["profiles"]
    except botocore.exceptions.ConfigParseError:
        print(file.name, "refused", sep="|")
        continue
    for name, properties in sorted(profiles.items()):
        print(file.name, name, sep="|")
        for key, value in sorted(properties.items()):
            if isinstance(value, str):
                print(file.name, name, key, value.replace("\n", "~"), sep="|")
