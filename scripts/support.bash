# Sourced by scripts/demo and scripts/test.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# SwiftPM repeats this whenever it reads gmime's pkg-config file (see CONTRIBUTING.md); it says nothing about us.
known_notice='prohibited flag\(s\)'

# swift_build LOG ARGUMENT…: builds, shows how far it is, and on failure prints the errors. Returns swift's status.
swift_build() {
    local log=$1 status=0 ticker
    shift
    mkdir -p "$(dirname "$log")"
    : >"$log"
    show_progress "$log" &
    ticker=$!
    # Not a terminal for swift, so that it writes lines instead of redrawing one.
    swift build --package-path "$root" "$@" >"$log" 2>&1 </dev/null || status=$?
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
    if ((status != 0)); then
        grep -E 'error:' "$log" | sort -u | head -n 40 >&2 || true
        echo "… the whole output is in $log" >&2
    fi
    return "$status"
}

# What the build is at: each second on a terminal, else every 30 seconds.
show_progress() {
    local log=$1 last='' line begin=$SECONDS
    while :; do
        line=$(tail -n 5 "$log" 2>/dev/null | grep -vE "$known_notice|^\$" | tail -n 1 | cut -c 1-100) || line=''
        if [[ -t 2 ]]; then
            printf '\r\033[K  %d:%02d  %s' $(((SECONDS - begin) / 60)) $(((SECONDS - begin) % 60)) "$line" >&2
            sleep 1
        else
            sleep 30
            if [[ $line != "$last" ]]; then echo "  $((SECONDS - begin)) s  $line" >&2; fi
            last=$line
        fi
    done
}
