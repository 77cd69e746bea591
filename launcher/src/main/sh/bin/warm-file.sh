# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# Reads the files of the session store from which a warm start begins.
#
# shellcheck disable=SC1090,SC2154 # the warm file is read in, and assigns
# shellcheck disable=SC2034,SC2030,SC2031 # the other files use the variables; a PATH of a subshell is lost
# shellcheck disable=SC3013 # dash, bash, busybox and mksh have -nt

# Reads file $1 for role $2. Fails if Java did not write it, or if anything that it depends on has changed.
_asrole_read() {
  # asrole marks its files and its folder with the sticky bit, which a shell can test without a fork.
  [ -k "$_asrole_folder" ] && [ -O "$_asrole_folder" ] && [ ! -h "$_asrole_folder" ] &&
    [ -k "$1" ] && [ -O "$1" ] && [ -f "$1" ] && [ ! -h "$1" ] &&
    # Writing to .now sets its modification time to the present. The file is valid until its own
    # modification time. If that of .made is in the future, the clock was set back.
    [ ! -p "$_asrole_now" ] && true >"$_asrole_now" && [ "$1" -nt "$_asrole_now" ] &&
    [ -O "$_asrole_file.made" ] && [ ! "$_asrole_file.made" -nt "$_asrole_now" ] &&
    # The file assigns single words without quotes, so that a truncated file executes nothing else.
    _asrole_end= && command . "$1" && [ "$_asrole_end" = whole ] &&
    # asrole forget removes the session file.
    [ -e "$_asrole_folder/$_asrole_session" ] &&
    IFS= read -r _asrole_current_boot </proc/sys/kernel/random/boot_id && [ "$_asrole_boot" = "$_asrole_current_boot" ] &&
    IFS= read -r _asrole_current_host </proc/sys/kernel/hostname && [ "$_asrole_host" = "$_asrole_current_host" ] &&
    _asrole_check_guard &&
    # The variables of io.asrole.front.WarmStartVariables, in its order.
    [ "$_asrole_variables" = "4,$2,$_asrole_guarded,$HOME,$AWS_REGION,$AWS_DEFAULT_REGION,$AWS_PROFILE,$AWS_DEFAULT_PROFILE,$AWS_CONFIG_FILE,$AWS_SHARED_CREDENTIALS_FILE,$AWS_ENDPOINT_URL,$AWS_ENDPOINT_URL_STS,$AWS_IGNORE_CONFIGURED_ENDPOINT_URLS,$AWS_USE_FIPS_ENDPOINT,$AWS_USE_DUALSTACK_ENDPOINT,$AWS_CA_BUNDLE,$AWS_EC2_METADATA_DISABLED,$AWS_EC2_METADATA_V1_DISABLED,$AWS_EC2_METADATA_SERVICE_ENDPOINT,$AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE,$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI,$AWS_CONTAINER_CREDENTIALS_FULL_URI,$AWS_CONTAINER_AUTHORIZATION_TOKEN,$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE,$ASROLE_CONTAINER_CREDENTIALS_RELATIVE_URI,$ASROLE_CONTAINER_CREDENTIALS_FULL_URI,$ASROLE_CONTAINER_AUTHORIZATION_TOKEN,$ASROLE_CONTAINER_AUTHORIZATION_TOKEN_FILE,$AWS_WEB_IDENTITY_TOKEN_FILE,$AWS_STS_REGIONAL_ENDPOINTS," ] &&
    _asrole_stat && [ "$_asrole_files" = "$_asrole_current_files" ]
}

# Sets _asrole_guarded if the administrator decides which roles users have (io.asrole.guard.GuardedHost). Fails
# if the two files that describe this, or their folder, are not older than the file for the warm start. A file that
# replaces another one can be old, but its folder is then new.
_asrole_check_guard() {
  _asrole_guarded=
  [ -e /etc/asrole/guard ] || [ -h /etc/asrole/guard ] || return 0
  _asrole_guarded=guarded
  [ "$_asrole_file.made" -nt /etc/asrole/guard ] && [ "$_asrole_file.made" -nt /etc/asrole ] &&
    { [ ! -e /etc/asrole/config ] || [ "$_asrole_file.made" -nt /etc/asrole/config ]; }
}

# Sets _asrole_current_files to the current identities of the AWS and token files. Forks only if an AWS file
# exists or a token file is named. The names are absolute: Java writes no warm file for relative names.
_asrole_stat() {
  _asrole_current_files=
  _asrole_config=${AWS_CONFIG_FILE:-$HOME/.aws/config}
  _asrole_credentials=${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}
  _asrole_token_files=$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE$ASROLE_CONTAINER_AUTHORIZATION_TOKEN_FILE
  # /dev/null is always empty. The sandbox sets both variables to it.
  [ "$_asrole_config" != /dev/null ] || _asrole_config=
  [ "$_asrole_credentials" != /dev/null ] || _asrole_credentials=
  [ -e "$_asrole_config" ] || [ -e "$_asrole_credentials" ] || [ -n "$_asrole_token_files" ] || return 0
  set -f
  for _asrole_identity in $(
    PATH=/usr/bin:/bin
    exec stat -L -c %d:%i:%s:%Y:%Z:%n ${_asrole_config:+"$_asrole_config"} \
      ${_asrole_credentials:+"$_asrole_credentials"} \
      ${AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE:+"$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"} \
      ${ASROLE_CONTAINER_AUTHORIZATION_TOKEN_FILE:+"$ASROLE_CONTAINER_AUTHORIZATION_TOKEN_FILE"} 2>/dev/null
  ); do
    _asrole_current_files=$_asrole_current_files$_asrole_identity,
  done
  set +f
}
