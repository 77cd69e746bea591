# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""Measures which programs have the role under asrole --refresh, and prints the table.

.ci/reach installs what the programs need and runs this in a network namespace, in which
169.254.169.254 is an address of the loopback interface.

usage: reach.py [--lives N]      N: the number of session lives before the role is denied (default 10)
"""

import argparse
import collections
import concurrent.futures
import pathlib
import sys
import tempfile
import time

import instance
import metadata
import programs
from instance import LIFE, SLACK, Instance, Run

EXPECTED = f":assumed-role/{instance.ROLE}/"
BASE = ":assumed-role/ExampleRole/"
DENIED = {"kind": "denied"}


def until_failure(box, selected, lives, fault):
    """Runs programs in this instance for some lives, then while the role cannot be assumed."""
    runs = [Run(box, program) for program in selected]
    for run in runs:
        run.first_line(60)
    time.sleep(lives * LIFE)
    box.fail(**fault)
    at = time.monotonic()
    time.sleep(LIFE + SLACK)
    deadline = time.monotonic() + 45
    while any(run.goes_on(at) for run in runs) and time.monotonic() < deadline:
        time.sleep(0.5)
    going = {run.program.name for run in runs if run.goes_on(at)}
    for run in runs:
        run.stop()
    box.stop()
    return {run.program.name: verdict(run, lives, at, going) for run in runs}


Verdict = collections.namedtuple("Verdict", "version calls failed base end asked wrong")


def verdict(run, lives, at, going):
    """Counts the calls of a program, and says what is wrong with them."""
    before = [line for line in run.lines if line[0] < at]
    after = run.after(at)
    calls = sum(EXPECTED in text for _, kind, text in before if kind == "arn")
    arns = {text for _, kind, text in run.lines if kind == "arn"}
    base = sum(EXPECTED not in text for _, kind, text in run.lines if kind == "arn")
    failures = [text for _, kind, text in before if kind != "arn"]
    late = [text for _, kind, text in after if kind == "arn"]
    endings = [text for _, kind, text in after if kind != "arn"]
    wrong = []
    if calls < lives:
        wrong.append(f"only {calls} calls: {run.ending()}")
    if failures:
        wrong.append(f"{len(failures)} calls failed: {failures[0]}")
    if base:
        wrong.append(f"{base} calls were not by the role")
    elif len(arns) > 1:
        wrong.append(f"the ARN changed: {sorted(arns)}")
    if late:
        wrong.append(f"{len(late)} calls succeeded after the end of the last session")
    if run.program.name in going:
        wrong.append("no call failed after the end of the last session")
    if run.metadata.requests:
        wrong.append(f"asked instance metadata: {run.metadata.requests[0]}")
    end = endings[0] if endings else run.ending()
    return Verdict(run.version, calls, len(failures), base, end,
                   len(run.metadata.requests), "; ".join(wrong))


def first_calls(box, selected, refresh):
    """Runs each program until its first call: who it is then, what it printed, its version."""
    runs = [Run(box, program, refresh) for program in selected]
    results = {}
    for run in runs:
        kind, text = run.first_line(60)
        run.stop()
        who = programs.FAILS
        if kind == "arn":
            who = programs.ROLE if EXPECTED in text else programs.INSTANCE if BASE in text else text
        results[run.program.name] = who, text, run.version
        if who == programs.FAILS and run.metadata.requests:
            results[run.program.name] = "fails after instance metadata", text, run.version
    return results


def not_reached(box, fixed):
    """The programs that --refresh does not reach: with it, and with the keys of plain asrole."""
    here = [program for program in programs.NOT_REACHED if not program.missing()]
    fail = [program for program in here if program.alone == programs.FAILS]
    alone = first_calls(box, fail, "--refresh=always")
    bad = len(fixed.requests)
    if bad:
        print(f"WRONG: {bad} requests to {metadata.FIXED[0]}: {fixed.requests[:3]}")
    alone |= first_calls(box, [one for one in here if one not in fail], "--refresh=always")
    keys = first_calls(box, here, None)
    fixed.requests.clear()
    print("\nnot reached | version | under --refresh | with plain asrole")
    for program in programs.NOT_REACHED:
        if program.missing():
            print(f"{program.name} | NOT RUN: {program.missing()}")
            continue
        under, text, version = alone[program.name]
        plain, other, _ = keys[program.name]
        print(f"{program.name} | {version} | {under} | {plain}", flush=True)
        if (under, plain) != (program.alone, program.keys):
            bad += 1
            print(f"  WRONG: expected {program.alone} and {program.keys}: {text}; {other}")
    return bad


def page_rows():
    """Compares the tables of docs/reach.md with the programs; returns the number of errors."""
    lines = (instance.TOP / "docs/reach.md").read_text().splitlines()
    rows = {cells[0]: cells[1:] for cells in (line.strip("| ").split(" | ") for line in lines)}
    bad = [one.name for one in programs.REACHED if one.name not in rows]
    bad += [one.name for one in programs.NOT_REACHED
            if one.on_page and rows.get(one.name, [])[:2] != [one.alone, one.keys]]
    for name in bad:
        print(f"WRONG: docs/reach.md has another row, or none, for {name}")
    return len(bad)


def fixed_metadata(box):
    """Instance metadata at its fixed address, or None outside of a network namespace."""
    try:
        return metadata.Metadata(box.metadata_url, metadata.FIXED)
    except OSError as e:
        print(f"NOT COUNTED: requests to {metadata.FIXED[0]}: {e}")
        return None


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--lives", type=int, default=10)
    lives = options.parse_args().lives
    with tempfile.TemporaryDirectory(prefix="reach.", ignore_cleanup_errors=True) as folder:
        sys.exit(1 if measure(pathlib.Path(folder), lives) else 0)


def measure(folder, lives):
    """Runs all programs and prints the tables; returns the number of rows that are wrong."""
    box = Instance(folder / "hour", life=3600)
    fixed = fixed_metadata(box)
    bad = page_rows()
    if fixed:
        bad += not_reached(box, fixed)
    box.stop()
    print(f"\n{lives} lives of {LIFE} s, then the role is denied; beside it 2 lives with keys in the"
          " credentials file's [default], then STS does not answer", flush=True)
    here = [program for program in programs.REACHED if not program.missing()]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        first = pool.submit(until_failure, Instance(folder / "home"), here, lives, DENIED)
        second = pool.submit(until_failure, Instance(folder / "default", default_keys=True), here, 2,
                             {"kind": "status", "status": 503})
        rows, others = first.result(), second.result()
    again = [program for program in here if rows[program.name].wrong or others[program.name].wrong]
    for program in again:
        print(f"{program.name}, on a busy machine: {rows[program.name].wrong}"
              f" {others[program.name].wrong}; it runs again, with no other program beside it")
    if again:
        first = until_failure(Instance(folder / "again"), again, lives, DENIED)
        second = until_failure(Instance(folder / "again-default", default_keys=True), again, 2, DENIED)
        rows, others = rows | first, others | second
    print("\nprogram | version | calls by the role | failed | by another | metadata requests"
          " | with keys in [default] | when the process fails")
    for program in programs.REACHED:
        if program.missing():
            print(f"{program.name} | NOT RUN: {program.missing()}")
            continue
        row, other = rows[program.name], others[program.name]
        print(f"{program.name} | {row.version} | {row.calls} | {row.failed} | {row.base}"
              f" | {row.asked} | {other.calls} calls | {row.end[:150]}")
        for which, one in (("", row), (" with keys in [default]", other)):
            if one.wrong:
                bad += 1
                print(f"  WRONG{which}: {one.wrong}")
    if fixed and fixed.requests:
        bad += 1
        print(f"WRONG: {len(fixed.requests)} requests to {metadata.FIXED[0]}: {fixed.requests[:3]}")
    return bad


if __name__ == "__main__":
    main()
