export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Each asks the program itself, so that a script stays right when commands are added. */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `_hookline() {
  local IFS=$'\\n'
  COMPREPLY=($(hookline complete-words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _hookline hookline`,
  zsh: `#compdef hookline
_hookline() {
  local -a found
  found=("\${(@f)$(hookline complete-words -- "\${words[@]:1:$((CURRENT - 1))}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -- "\${found[@]}"; else _files; fi
}
compdef _hookline hookline`,
  fish: `function __hookline_words
  set -l words (commandline -opc) (commandline -ct)
  hookline complete-words -- $words[2..-1] 2>/dev/null
end
complete -c hookline -a '(__hookline_words)'`,
};
