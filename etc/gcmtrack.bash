# SPDX-License-Identifier: Apache-2.0
# Completion for bash: verbs and options as the program itself lists them.
# shellcheck shell=bash

_gcmtrack()
{
	local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]}

	COMPREPLY=()
	if [ "$COMP_CWORD" -eq 1 ]; then
		mapfile -t COMPREPLY < <(compgen -W "--help --version $("$program" --help |
			sed -n 's/^  \([a-z]*\)  .*/\1/p')" -- "$word")
		return
	fi
	case $word in
	-*)
		mapfile -t COMPREPLY < <(compgen -W "$("$program" "${COMP_WORDS[1]}" --help |
			sed -n 's/^  \(--[a-z-]*\).*/\1/p')" -- "$word")
		return
		;;
	esac
	case ${COMP_WORDS[COMP_CWORD - 1]} in
	--voice)
		mapfile -t COMPREPLY < <(compgen -W \
			"state civil_society independent peer_state" -- "$word")
		;;
	--visibility)
		mapfile -t COMPREPLY < <(compgen -W "public network sealed" -- "$word")
		;;
	--format)
		mapfile -t COMPREPLY < <(compgen -W "csv jsonl" -- "$word")
		;;
	--log-level)
		mapfile -t COMPREPLY < <(compgen -W "error notice debug" -- "$word")
		;;
	*)
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
		;;
	esac
}
complete -o filenames -F _gcmtrack gcmtrack
