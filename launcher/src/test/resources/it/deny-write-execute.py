# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a command that cannot make memory executable, as systemd's MemoryDenyWriteExecute= does."""
import ctypes
import os
import sys

PR_SET_MDWE = 65
ctypes.CDLL(None).prctl(PR_SET_MDWE, 1, 0, 0, 0)
os.execvp(sys.argv[1], sys.argv[1:])
