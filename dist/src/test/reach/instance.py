# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""One sandbox with a home of its own, and programs that asrole starts in it."""

import atexit
import datetime
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.request

import metadata

TOP = pathlib.Path(__file__).resolve().parents[4]
BIN = TOP / "launcher/target/asrole/bin"
ROLE = "ExampleAssumedRole"
LIFE = 8
# A call that began before its session ended may be answered a little later.
SLACK = 4


class Instance:
    """A sandbox and a home, so that asrole has a store of its own."""

    def __init__(self, folder, life=LIFE, default_keys=False):
        folder.mkdir(parents=True)
        environment = {name: os.environ[name] for name in ("PATH", "JAVA_HOME", "PYENV_ROOT")
                       if name in os.environ}
        environment |= {"HOME": str(folder), "LANG": "C.UTF-8"}
        self.sandbox = subprocess.Popen(
            [BIN / "asrole-sandbox", "--lifetime", f"{life}s"],
            env=environment, stdout=subprocess.PIPE, text=True)
        atexit.register(self.sandbox.kill)
        while "AWS_SHARED_CREDENTIALS_FILE" not in environment:
            name, value = re.fullmatch(r"export (\w+)='(.*)'\n",
                                       self.sandbox.stdout.readline()).groups()
            environment[name] = value
        # As on EC2: the region is that of the instance, and there are no files.
        for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"):
            del environment[name]
        for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
            environment[name] = os.devnull
        self.environment = environment
        self.metadata_url = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"]
        self.base = self.instance_credentials()
        self.sessions = {}
        if default_keys:
            path = folder / "credentials"
            path.write_text("[default]\n"
                            f"aws_access_key_id = {self.base['AccessKeyId']}\n"
                            f"aws_secret_access_key = {self.base['SecretAccessKey']}\n"
                            f"aws_session_token = {self.base['Token']}\n")
            path.chmod(0o600)
            environment["AWS_SHARED_CREDENTIALS_FILE"] = str(path)
        self.objects = metadata.object_store(self.identify)
        self.watching = True
        self.watcher = threading.Thread(target=self.watch_sessions, daemon=True)
        self.watcher.start()

    def instance_credentials(self):
        token = urllib.request.Request(self.metadata_url + "latest/api/token", method="PUT",
                                       headers={"X-aws-ec2-metadata-token-ttl-seconds": "60"})
        with urllib.request.urlopen(token) as answer:
            headers = {"X-aws-ec2-metadata-token": answer.read().decode()}
        page = "latest/meta-data/iam/security-credentials/ExampleRole"
        request = urllib.request.Request(self.metadata_url + page, headers=headers)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def watch_sessions(self):
        """Records the access key of each session, for the object store."""
        while self.watching:
            run = subprocess.run([BIN / "asrole", "credentials", "--format", "process", ROLE],
                                 env=self.environment, capture_output=True, text=True)
            if run.returncode == 0:
                keys = json.loads(run.stdout)
                self.sessions[keys["AccessKeyId"]] = datetime.datetime.fromisoformat(
                    keys["Expiration"].replace("Z", "+00:00"))
            time.sleep(1)

    def identify(self, key):
        if key == self.base["AccessKeyId"]:
            return "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0"
        deadline = time.monotonic() + 4
        while key not in self.sessions and time.monotonic() < deadline:
            time.sleep(0.1)
        now = datetime.datetime.now(datetime.timezone.utc)
        if key in self.sessions and self.sessions[key] > now:
            return f"arn:aws:sts::123456789012:assumed-role/{ROLE}/object-store"
        return None

    def fail(self, **fault):
        """From now on STS answers every AssumeRole with this fault of the sandbox."""
        fault = {"target": "sts.AssumeRole", "times": 0, **fault}
        urllib.request.urlopen(self.environment["ASROLE_SANDBOX_CONTROL"] + "/faults",
                               json.dumps(fault).encode()).close()

    def stop(self):
        self.watching = False
        self.watcher.join()
        self.sandbox.terminate()
        self.sandbox.wait()


class Run:
    """A program that asrole started, and what it printed."""

    def __init__(self, instance, program, refresh="--refresh"):
        self.program = program
        self.metadata = metadata.Metadata(instance.metadata_url)
        self.lines = []
        self.version = "?"
        self.stopped = False
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        more = {"REACH_OBJECT_STORE": instance.objects, "REACH_FREE_PORT": port}
        # The credential process asks the sandbox's metadata; the program has an endpoint of its own.
        # The agent's credential process has the environment of the program, so it must not.
        own = [] if "--agent" in program.options else [
            "env", "AWS_EC2_METADATA_SERVICE_ENDPOINT=" + self.metadata.url]
        self.process = subprocess.Popen(
            [BIN / "asrole", *([refresh] if refresh else []), *program.options, ROLE, "--", *own, *program.command],
            env=instance.environment | more, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=program.folder)
        atexit.register(self.stop)
        self.errors = []
        streams = {self.process.stdout: self.keep, self.process.stderr: self.errors.append}
        for stream, keep in streams.items():
            threading.Thread(target=self.read, args=(stream, keep), daemon=True).start()

    @staticmethod
    def read(stream, keep):
        for line in stream:
            keep(line.rstrip("\n"))

    def keep(self, line):
        kind, _, text = line.partition(" ")
        if kind == "version":
            self.version = text
        else:
            self.lines.append((time.monotonic(), kind, text))

    def first_line(self, seconds):
        deadline = time.monotonic() + seconds
        while not self.lines and self.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        return self.lines[0][1:] if self.lines else ("failed", self.ending())

    def after(self, denied):
        """What it printed after the last session before this time has ended."""
        return [line for line in self.lines if line[0] > denied + LIFE + SLACK]

    def goes_on(self, denied):
        """Whether it runs, and no call has failed after the end of the last session."""
        failed = any(kind != "arn" for _, kind, _ in self.after(denied))
        return self.process.poll() is None and not failed

    def ending(self):
        return " ".join(self.errors[-3:]) or f"ended with status {self.process.poll()}"

    def stop(self):
        if self.stopped:
            return
        self.stopped = True
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
