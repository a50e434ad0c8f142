# fish completion for rwf(1). What a word could be, rwf says itself: rwf complete WORD…

function __rwf_complete
    set -l typed (commandline -ct | string replace -ar '["\\\\\']' '')
    test (count $typed) -gt 0; or set typed ''
    for line in (rwf complete (commandline -opc)[2..] $typed 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path $typed
            case :folders
                __fish_complete_directories $typed
            case '*'
                printf '%s\n' $line
        end
    end
end

complete -c rwf -f -a '(__rwf_complete)'
