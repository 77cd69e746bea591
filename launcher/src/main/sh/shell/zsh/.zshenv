# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
#
# The first file that a zsh of "asrole --shell" reads. Restores the user's ZDOTDIR, reads the user's
# .zshenv (zsh reads the other files itself) and puts the role in front of the prompt.

if [[ -n ${ASROLE_ZDOTDIR+x} ]]; then
  export ZDOTDIR=$ASROLE_ZDOTDIR
  unset ASROLE_ZDOTDIR
else
  unset ZDOTDIR
fi

_asrole_prompt() {
  local role="(${${ASROLE_ROLE##*/}//[^a-zA-Z0-9_+=,.@-]/?}) "
  [[ $PROMPT == $role* ]] || PROMPT=$role$PROMPT
  # Run after the hooks of a theme, which may set PROMPT each time.
  precmd_functions=(${precmd_functions:#_asrole_prompt} _asrole_prompt)
}
precmd_functions+=(_asrole_prompt)

[[ ! -r ${ZDOTDIR:-$HOME}/.zshenv ]] || source "${ZDOTDIR:-$HOME}/.zshenv"
