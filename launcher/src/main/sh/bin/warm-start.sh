# shellcheck shell=sh
# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# What a command, or a program that asks for credentials, gets from the warm file.
#
# shellcheck disable=SC2154 # the variables of the warm file and of the other files
# shellcheck disable=SC3013 # dash, bash, busybox and mksh have -nt

# Hands out the session of the warm file as _asrole_form says. Fails if there is no valid warm file.
_asrole_warm() {
  _asrole_read "$_asrole_file.warm" "$_asrole_role" || return 1
  case $_asrole_form in
    keys) [ -z "$ASROLE_MIN_REMAINING" ] && _asrole_export_keys ;;
    profile) [ -z "$ASROLE_MIN_REMAINING" ] && _asrole_export_profile ;;
    # A program that renews its credentials gets no session in its last third.
    process) [ "$_asrole_file.renew" -nt "$_asrole_now" ] && _asrole_print_process ;;
    env) [ "$_asrole_file.renew" -nt "$_asrole_now" ] && _asrole_print_env ;;
    *) return 1 ;;
  esac
}

# The variables of io.asrole.AwsVariables that a command must not have.
_asrole_removed='AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SECURITY_TOKEN AWS_ACCESS_KEY AWS_SECRET_KEY
  AWS_CREDENTIAL_FILE AWS_ROLE_ARN AWS_ROLE_SESSION_NAME AWS_WEB_IDENTITY_TOKEN_FILE
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI AWS_CONTAINER_CREDENTIALS_FULL_URI
  AWS_CONTAINER_AUTHORIZATION_TOKEN AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE
  AWS_CONTAINER_SERVICE_ENDPOINT'

# Sets the environment of a command with fixed keys, as io.asrole.child.ChildEnvironment does.
_asrole_export_keys() {
  [ -z "$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI$AWS_CONTAINER_CREDENTIALS_FULL_URI" ] || _asrole_keep_container
  # shellcheck disable=SC2086 # names are words
  unset $_asrole_removed
  export AWS_ACCESS_KEY_ID="$_asrole_key" AWS_SECRET_ACCESS_KEY="$_asrole_secret" \
    AWS_SESSION_TOKEN="$_asrole_token" AWS_CREDENTIAL_EXPIRATION="$_asrole_expiration" \
    AWS_ACCOUNT_ID="$_asrole_account" ASROLE_ROLE="$_asrole_role_arn" ASROLE_ACCESS_KEY_ID="$_asrole_key"
  [ -z "$_asrole_region" ] ||
    export AWS_REGION="$_asrole_region" AWS_DEFAULT_REGION="$_asrole_region"
}

# Sets the environment of a command with the profile of --refresh. Fails if the generated files are not
# those that the start saw which wrote the warm file.
_asrole_export_profile() {
  [ -n "$_asrole_profile" ] || return 1
  # The variables of io.asrole.AwsVariables.OTHERS, in its order.
  [ "$_asrole_saved" = "$PATH,$JAVA_HOME,$TMPDIR,$XDG_CACHE_HOME,$XDG_STATE_HOME,$HTTP_PROXY,$HTTPS_PROXY,$NO_PROXY,$http_proxy,$https_proxy,$no_proxy,$AWS_SDK_LOAD_CONFIG,$AWS_METADATA_SERVICE_TIMEOUT,$AWS_METADATA_SERVICE_NUM_ATTEMPTS" ] || return 1
  for _asrole_generated in "$_asrole_process" "${_asrole_process%.process}.config"; do
    [ -f "$_asrole_generated" ] && [ -O "$_asrole_generated" ] && [ ! -h "$_asrole_generated" ] &&
      [ ! "$_asrole_generated" -nt "$_asrole_file.made" ] || return 1
  done
  [ -z "$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI$AWS_CONTAINER_CREDENTIALS_FULL_URI" ] || _asrole_keep_container
  # shellcheck disable=SC2086 # names are words
  unset $_asrole_removed AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN \
    AWS_CREDENTIAL_EXPIRATION AWS_ACCOUNT_ID ASROLE_ACCESS_KEY_ID
  export AWS_CONFIG_FILE="$_asrole_generated" AWS_PROFILE="$_asrole_profile" \
    AWS_SDK_LOAD_CONFIG=1 AWS_EC2_METADATA_DISABLED=true \
    AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:0/ AWS_CONTAINER_AUTHORIZATION_TOKEN=none \
    AWS_METADATA_ENDPOINT=http://127.0.0.1:0 \
    ASROLE_ROLE="$_asrole_role_arn" ASROLE_REFRESH="$_asrole_process"
  [ -z "$_asrole_region" ] ||
    export AWS_REGION="$_asrole_region" AWS_DEFAULT_REGION="$_asrole_region"
}

# Prints the credentials as asrole credentials does. The values are plain words. They never become
# arguments of a program, because echo is built in, which printf is not in mksh.
_asrole_print_process() {
  echo "{\"Version\":1,\"AccessKeyId\":\"$_asrole_key\",\"SecretAccessKey\":\"$_asrole_secret\",\"SessionToken\":\"$_asrole_token\",\"Expiration\":\"$_asrole_expiration\",\"AccountId\":\"$_asrole_account\"}"
}

# The same for eval in a shell. Java handles the variables of a container, of --agent and of --refresh.
_asrole_print_env() {
  [ -z "$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI$AWS_CONTAINER_CREDENTIALS_FULL_URI$ASROLE_AGENT$ASROLE_REFRESH" ] || return 1
  _asrole_lines=
  for _asrole_name in $_asrole_removed; do
    eval "[ -z \"\${$_asrole_name+set}\" ]" || _asrole_lines="${_asrole_lines}unset $_asrole_name
"
  done
  [ -z "$_asrole_region" ] || _asrole_region="export AWS_REGION='$_asrole_region'
export AWS_DEFAULT_REGION='$_asrole_region'
"
  echo "${_asrole_lines}export AWS_ACCESS_KEY_ID='$_asrole_key'
export AWS_SECRET_ACCESS_KEY='$_asrole_secret'
export AWS_SESSION_TOKEN='$_asrole_token'
export AWS_CREDENTIAL_EXPIRATION='$_asrole_expiration'
export AWS_ACCOUNT_ID='$_asrole_account'
${_asrole_region}export ASROLE_ROLE='$_asrole_role_arn'
export ASROLE_ACCESS_KEY_ID='$_asrole_key'"
}

# Saves the container endpoint in ASROLE_CONTAINER_*, for an asrole that the command starts.
_asrole_keep_container() {
  for _asrole_suffix in CREDENTIALS_RELATIVE_URI CREDENTIALS_FULL_URI AUTHORIZATION_TOKEN \
    AUTHORIZATION_TOKEN_FILE; do
    unset "ASROLE_CONTAINER_$_asrole_suffix"
    eval "[ -z \"\$AWS_CONTAINER_$_asrole_suffix\" ] ||
      export ASROLE_CONTAINER_$_asrole_suffix=\"\$AWS_CONTAINER_$_asrole_suffix\""
  done
}
