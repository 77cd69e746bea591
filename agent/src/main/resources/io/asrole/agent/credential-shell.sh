# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# The shell of CredentialShell.java, which describes the requests. It runs the agent's credential process.
# $1 is the path of the shell.
# Only builtins are needed. setpriv or sleep are used to see the end of the JVM if another process holds its pipe.
set +efux
# Ctrl-C and the end of a terminal also end the JVM, but its shutdown hooks may still need credentials.
trap '' HUP INT QUIT

# With setpriv the kernel sends SIGUSR1 when the thread that started this shell ends.
if [ "$#${KSH_VERSION-}" = 1 ] && setpriv --pdeathsig USR1 "$1" -c : </dev/null >/dev/null 2>&1; then
  # shellcheck disable=SC2016
  exec setpriv --pdeathsig USR1 "$1" -c 'eval "$ASROLE_AGENT_SHELL"' asrole-agent "$1" signal
fi
unset ASROLE_AGENT_SHELL
parent=$PPID runner='' watcher='' woken='' self=''
# For a command that contains line breaks.
# shellcheck disable=SC2034
newline='
'

# Whether the JVM has ended; then this shell has another parent. A trap calls it, so its variable is used nowhere else.
is_orphan() {
  read -r own_stat <"/proc/$$/stat" || return 1
  own_stat=${own_stat##*) ? }
  [ "${own_stat%% *}" != "$parent" ]
} 2>/dev/null

# Kills all descendants of this shell but $self and $runner, which ends then. Each is stopped first, so that it starts
# no others meanwhile.
kill_descendants() {
  doomed='' found=1
  while [ -n "$found" ]; do
    found=''
    for file in /proc/[0-9]*/stat; do
      read -r stat <"$file" || continue
      pid=${stat%% *}
      stat=${stat##*) ? }
      case " $$ $runner $doomed" in
        *" ${stat%% *} "*)
          case " $self $runner $doomed" in
            *" $pid "*) ;;
            *) kill -STOP "$pid" && doomed="$doomed$pid " found=1 ;;
          esac
          ;;
      esac
    done
  done
  for pid in $doomed; do kill -KILL "$pid"; done
} 2>/dev/null

# Ends this shell at most five seconds after the JVM. mksh runs no trap while it reads, so this needs no signal.
watch() {
  (
    read -r self _ </proc/self/stat
    runner=''
    while sleep 5 && kill -0 $$; do
      if is_orphan; then
        kill_descendants
        kill -KILL $$
        exit
      fi
    done
  ) </dev/null >/dev/null 2>&1 &
  watcher=$!
}

# Ends the answer to request $1 with the exit status $2.
finish() {
  echo
  echo "asrole-end $1 $2"
  echo >&2
  echo "asrole-end $1 $2" >&2
}

# Runs $command as request $id, without waiting for it.
start() {
  echo "asrole-begin $id"
  echo "asrole-begin $id" >&2
  (
    exec 3>&2 2>/dev/null
    # eval goes on if this shell cannot fork.
    command eval '(trap - TERM PIPE; eval "exec $command" 2>&3 3>&-)' </dev/null
    status=$?
    exec 2>&3
    finish "$id" "$status"
  ) &
  runner=$!
}

end() {
  [ -z "$runner$watcher" ] || kill_descendants
  wait
  exit 0
}

trap '' TERM PIPE
# If the JVM goes on, only the thread has ended. The loop starts the watcher, because $! may be needed elsewhere.
trap '
  if is_orphan; then end; fi
  woken=1
' USR1
[ $# != 1 ] || woken=1

while :; do
  if [ -n "$woken" ]; then
    woken=''
    [ -n "$watcher" ] || watch
  fi
  # shellcheck disable=SC2034
  if read -r request id command; then
    case $request in
      run) command eval start || finish "$id" 126 ;;
      kill)
        kill_descendants
        wait
        runner=''
        [ -z "$watcher" ] || watch
        finish "$id" 137 # The second time, unless the shell that waited for the command was killed, too.
        ;;
      done)
        [ -z "$runner" ] || wait "$runner"
        runner=''
        ;;
    esac
  elif [ -z "$woken" ]; then
    end
  fi
done
