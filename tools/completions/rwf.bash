# bash completion for rwf(1). What a word could be, rwf says itself: rwf complete WORD…

# bash cuts the line at = : and @ too; here a word is what blanks stand around.
_rwf_words() {
    local line=$COMP_LINE piece at
    words=()
    for ((at = 0; at <= COMP_CWORD; at++)); do
        piece=${COMP_WORDS[at]}
        if ((at > 0)) && [[ -n $line && $line != [[:blank:]]* ]]; then
            words[${#words[@]} - 1]+=$piece
        else
            words+=("$piece")
        fi
        line=${line#"${line%%[![:blank:]]*}"}
        line=${line#"$piece"}
    done
}

_rwf() {
    local words typed quote='' breaks cut='' word says
    _rwf_words
    typed=${words[-1]}
    [[ $typed == *[\"\']* ]] && quote=yes
    words=("${words[@]//[\"\']/}")
    words=("${words[@]//\\ / }")
    typed=${words[-1]}
    breaks=${COMP_WORDBREAKS//[^=:@]/}
    [ -z "$breaks" ] || cut=${typed%"${typed##*[$breaks]}"}
    COMPREPLY=()
    while IFS=$'\t' read -r word says; do
        case $word in
            :files | :folders)
                compopt -o filenames 2>/dev/null
                [ "$word" = :files ] && says=f || says=d
                mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -"$says" -- "$2")
                continue ;;
            *=) compopt -o nospace 2>/dev/null ;;
        esac
        word=${word#"$cut"}
        [ -n "$quote" ] || printf -v word %q "$word"
        COMPREPLY+=("$word")
    done < <(rwf complete "${words[@]:1}" 2>/dev/null)
}
complete -F _rwf rwf
