# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""Is the system's log: appends each datagram of /dev/log to a file, as a line."""
import socket
import sys

log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
log.bind("/dev/log")
file = open(sys.argv[1], "ab", 0)
while True:
    file.write(log.recv(65536).rstrip(b"\0") + b"\n")
