// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** The shells, as far as each completes in a way of its own. */
enum Shell {
  /** With the package bash-completion. */
  BASH("/usr/bin/bash", "/usr/share/bash-completion/bash_completion"),
  /** Without it. */
  BASH_ALONE("/usr/bin/bash", "/dev/null"),
  /** As somebody sets it who wants colons within words. */
  BASH_WITHOUT_BREAKS("/usr/bin/bash", "/dev/null"),
  ZSH("/usr/bin/zsh", "/dev/null"),
  FISH("/usr/bin/fish", "/dev/null");

  private static final Path COMPLETIONS = Path.of("target/share/completions").toAbsolutePath();

  /** Ctrl-G writes what has become of the line to the file answers, and empties it. */
  private static final String BASH_SETTINGS =
      """
      source '%s'
      source '%s/asrole.bash'
      source '%2$s/asrole-sandbox.bash'
      complete -W 'slowly quickly' pour
      answer() { printf '%%s|\\n' "$1" >>"$ANSWERS"; }
      PS1='your turn> '
      bind '"\\C-g": "\\C-aanswer \\047\\C-e\\047\\C-m"'
      bind 'set completion-query-items 0'
      bind 'set page-completions off'
      bind 'set enable-bracketed-paste off'
      """;

  private static final String ZSH_SETTINGS =
      """
      fpath=('%s' $fpath)
      autoload -U compinit
      compinit -u -D
      _pour() { compadd slowly quickly }
      compdef _pour pour
      answer() { print -r -- "$BUFFER|" >>"$ANSWERS"; BUFFER=; }
      PS1='your turn> '
      zle -N answer
      bindkey '^G' answer
      LISTMAX=9999
      """;

  private static final String FISH_SETTINGS =
      """
      source '%s/asrole.fish'
      source '%1$s/asrole-sandbox.fish'
      complete -c pour -x -a 'slowly quickly'
      function fish_prompt; echo 'your turn> '; end
      function answer
          printf '%%s|\\n' (commandline) >>$ANSWERS
          commandline ''
      end
      bind \\cg answer
      """;

  private static final String BREAKS = "COMP_WORDBREAKS=${COMP_WORDBREAKS//[:=]/}\n";

  private final String program;
  private final String library;

  Shell(String program, String library) {
    this.program = program;
    this.library = library;
  }

  boolean isInstalled() {
    return Files.exists(Path.of(program)) && Files.exists(Path.of(library));
  }

  boolean isBash() {
    return program.endsWith("/bash");
  }

  /** Starts it with the settings in {@code .zshrc}, which zsh knows itself. */
  String start() {
    return switch (this) {
      case BASH, BASH_ALONE, BASH_WITHOUT_BREAKS ->
          "exec bash --noprofile --rcfile \"$HOME/.zshrc\" -i";
      case ZSH -> "exec zsh -d -i";
      case FISH -> "exec fish --no-config --init-command 'source $HOME/.zshrc'";
    };
  }

  String settings() {
    return switch (this) {
      case BASH, BASH_ALONE -> BASH_SETTINGS.formatted(library, COMPLETIONS);
      case BASH_WITHOUT_BREAKS -> BASH_SETTINGS.formatted(library, COMPLETIONS) + BREAKS;
      case ZSH -> ZSH_SETTINGS.formatted(COMPLETIONS);
      case FISH -> FISH_SETTINGS.formatted(COMPLETIONS);
    };
  }
}
