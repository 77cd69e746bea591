# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""Shared code of the benchmarks: paths, JDKs, and a table."""

import pathlib

TOP = pathlib.Path(__file__).resolve().parent.parent


def jdks():
    """The home folders of JDK 17 and JDK 25, by release, if they are installed."""
    homes = {}
    for release in sorted(pathlib.Path("/usr/lib/jvm").glob("*/release")):
        version = [l for l in release.read_text().splitlines() if l.startswith("JAVA_VERSION=")]
        number = version[0].split('"')[1].split(".")[0] if version else ""
        if number in ("17", "25") and (release.parent / "bin/javac").exists():
            homes[number] = release.parent
    return homes


def table(title, header, rows):
    print(f"\n## {title}\n")
    widths = [max(len(str(r[i])) for r in [header, *rows]) for i in range(len(header))]
    for row in [header, ["-" * w for w in widths], *rows]:
        print("| " + " | ".join(str(c).ljust(w) for c, w in zip(row, widths)) + " |")
