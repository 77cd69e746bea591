# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# bin/asrole: executes a command with the credentials of a role. A warm start reads the credentials from the
# session store without Java. Every other start reads lib/slow.sh, which runs Java. The build joins bin/asrole
# from the files of the source folder "bin"; launcher/pom.xml has their order.
#
# All names begin with _asrole, because an assignment would change an exported variable for the command.
# POSIX sh has no local variables, so each name means one thing in bin/asrole and in lib/slow.sh.
#
# This file: the options of the shell.
#
# shellcheck disable=SC2034 # the other files use _asrole_options
# shellcheck disable=SC3041 # -k is set in bash only

# SHELLOPTS of bash or "sh -x" may set options that print secrets, export the variables of this script
# or end it. The script cannot unset noexec and onecmd: with them the shell runs no line of it.
_asrole_options=$-
case $- in
  *k*) set +k ;;
esac
set +vxaefuC
# bash imports functions from the environment.
unset -f [ command echo printf read true export exec eval shift
