# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""A process that looks like a JVM, has a file of its second argument open,
and takes connections of the attach mechanism without an answer."""
import mmap
import os
import signal
import socket
import sys

library = open(sys.argv[1], "rb")
agent = open(sys.argv[2], "rb")
mapped = mmap.mmap(library.fileno(), 4096, prot=mmap.PROT_READ)
signal.signal(signal.SIGQUIT, lambda number, frame: None)
path = "/tmp/.java_pid%d" % os.getpid()
os.umask(0o177)
listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
listener.bind(path)
listener.listen(16)
print("listening", flush=True)
try:
    sys.stdin.read()
finally:
    os.unlink(path)
