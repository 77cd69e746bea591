# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# What a zsh of "asrole --shell" reads first. Gives the user's files back, of which this one is read
# here and the others are read by zsh, and puts the role in front of whatever prompt they make.

if [[ -n ${ASROLE_ZDOTDIR+x} ]]; then
  export ZDOTDIR=$ASROLE_ZDOTDIR
  unset ASROLE_ZDOTDIR
else
  unset ZDOTDIR
fi

_asrole_prompt() {
  local role="(${${ASROLE_ROLE##*/}//[^a-zA-Z0-9_+=,.@-]/?}) "
  [[ $PROMPT == $role* ]] || PROMPT=$role$PROMPT
  # Behind the hooks of a theme that makes its prompt anew each time.
  precmd_functions=(${precmd_functions:#_asrole_prompt} _asrole_prompt)
}
precmd_functions+=(_asrole_prompt)

[[ ! -r ${ZDOTDIR:-$HOME}/.zshenv ]] || source "${ZDOTDIR:-$HOME}/.zshenv"
