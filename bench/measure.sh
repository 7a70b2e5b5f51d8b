# One measurement of bench/run: a load on a server, and who used the two cores meanwhile. Sourced by bench/run, which sets what it uses.
# Reads /proc with nothing but the shell's own commands: another process would be a disturbance.

declare -r steal_limit=1 other_limit=5   # percent of a core, above which a measurement counts as disturbed
tick=$((1000000000 / $(getconf CLK_TCK)))
before_window=1.5 window_margin=0.6      # seconds: start of the load with its keys and its warm-up; the end that is left out

# cpu_of PID...: nanoseconds of CPU that these processes have had, in $cpu. By the scheduler's exact count; that lacks threads which
# ended meanwhile, for which /proc/PID/stat stands in.
cpu_of() {
    local pid file ns line fields
    exact=0 coarse=0
    for pid; do
        for file in "/proc/$pid/task"/*/schedstat; do
            if { read -r ns _ <"$file"; } 2>/dev/null; then exact=$((exact + ns)); fi
        done
        if { read -r line <"/proc/$pid/stat"; } 2>/dev/null; then
            read -ra fields <<<"${line##*) }"
            coarse=$((coarse + (fields[11] + fields[12]) * tick))
        fi
    done
}

# sample INDEX PID...: what the servers, the load and the cores have used so far
sample() {
    local i=$1 name user nice system idle wait irq softirq steal rest
    shift
    now[i]=${EPOCHREALTIME/[.,]/}
    cpu_of "$@"
    server_exact[i]=$exact server_coarse[i]=$coarse
    cpu_of "$load_pid"
    load_exact[i]=$exact
    while read -r name user nice system idle wait irq softirq steal rest; do
        case $name in
        "cpu$server_core") server_ticks[i]=$((user + nice + system + irq + softirq)) server_steal[i]=$steal ;;
        "cpu$load_core") load_ticks[i]=$((user + nice + system + irq + softirq)) load_steal[i]=$steal ;;
        esac
    done </proc/stat
}

# load_command NAME CASE: in $command
load_command() {
    local server=$1 ca="$lab/ca.pem" octets cookies
    command=("${nts[@]}" bench "127.0.0.1:${ports[$server]:-}" --json --seconds "$seconds" --warm-up 1)
    # The kernel spreads clients, not requests, over the sockets of two threads.
    [ "$server" != two-threads ] || command+=(--clients 16)
    case $2 in
    plain-check) command=("$lab/load" 127.0.0.1 "${ports[$server]}" 48 "$in_flight" "$(awk "BEGIN { print $seconds + 1 }")") ;;
    ke) command=("${nts[@]}" bench "localhost:${ke_ports[$server]}" --mode ke --cert "$ca" --json --seconds "$seconds" --warm-up 1) ;;
    plain*) command+=(--in-flight "$in_flight") ;;
    open-plain) command+=(--rate "$open_rate") ;;
    *)
        cookies=${2##*-}
        case $server in
        *echo)
            octets=${size[$2]}
            command+=(--octets "$octets") ;;
        *) command+=(--mode nts --ke "localhost:${ke_ports[$server]}" --cert "$ca" --aead "${aead[$2]}" --cookies "$cookies" --verify sample) ;;
        esac
        case $2 in
        open-*) command+=(--rate "$open_rate") ;;
        *) command+=(--in-flight "$in_flight") ;;
        esac ;;
    esac
}

# number NAME [INNER]: of the load's JSON; nothing if it is not there
number() {
    if [ $# = 1 ]; then sed -nE "s/.*\"$1\":(-?[0-9.eE+-]+).*/\1/p" "$lab/load.json"
    else sed -nE "s/.*\"$1\":\{[^}]*\"$2\":(-?[0-9.eE+-]+).*/\1/p" "$lab/load.json"; fi
}

# measure ROUND SERVER CASE: a line in $results. Again, up to three times, while something else uses the cores.
measure() {
    local attempt server=$2 disturbed command load_pid
    local now=() server_exact=() server_coarse=() load_exact=() server_ticks=() load_ticks=() server_steal=() load_steal=()
    load_command "$2" "$3"
    for attempt in 1 2 3; do
        # shellcheck disable=SC2086  # the namespace is a command of several words
        ${inside[$server]:-} taskset -c "$load_core" "${command[@]}" >"$lab/load.json" 2>>"$lab/log" &
        load_pid=$!
        sleep "$before_window"
        # shellcheck disable=SC2086
        sample 0 ${pids[$server]}
        sleep "$(awk "BEGIN { print $seconds - $window_margin }")"
        # shellcheck disable=SC2086
        sample 1 ${pids[$server]}
        if ! wait "$load_pid"; then
            say "$3, $server: the load failed: $(tail -1 "$lab/log" | cut -c1-200)"
            [ -s "$lab/load.json" ] || return 0
        fi
        load_pid=
        disturbed=$(row "$@")
        [ "${disturbed%%$'\t'*}" = yes ] && [ "$attempt" -lt 3 ] && continue
        printf '%s\t%s\t%s\t%s\n' "$1" "$3" "$server" "$disturbed" >>"$results"
        return
    done
}

# row ROUND SERVER CASE: "yes" if the measurement was disturbed, and the figures
row() {
    local exact=$((server_exact[1] - server_exact[0])) coarse=$((server_coarse[1] - server_coarse[0]))
    [ "$exact" -ge $((coarse - 2 * tick)) ] || exact=$coarse
    awk -v OFS='\t' -v elapsed=$(((now[1] - now[0]) * 1000)) -v server="$exact" -v load=$((load_exact[1] - load_exact[0])) -v tick="$tick" \
        -v cores="$([ "$2" = two-threads ] && echo 2 || echo 1)" \
        -v server_core=$((server_ticks[1] - server_ticks[0])) -v load_core=$((load_ticks[1] - load_ticks[0])) \
        -v steal=$((server_steal[1] - server_steal[0] + load_steal[1] - load_steal[0])) -v other_limit=$other_limit -v steal_limit=$steal_limit \
        -v per_second="$(number perSecond)" -v idle="$(number loadIdleSeconds)" -v measured="$(number seconds)" -v sent="$(number sent)" -v lost="$(number lost)" -v invalid="$(number invalid)" \
        -v times="$(for what in roundTrip residence; do for p in p50 p99 p99_9 max; do echo "$(number ${what}Microseconds $p) "; done; done)" \
        -v error="$(number errorMicroseconds meanAbsolute)" -v error_99="$(number errorMicroseconds p99)" '
        function percent(ns) { return ns / elapsed * 100 }
        function known(value) { return value == "" ? "-" : value }
        BEGIN {
            of_both = percent((server_core + load_core) * tick)
            other = cores == 2 ? of_both - percent(server + load) : percent(server_core * tick - server)
            other_load = cores == 2 ? 0 : percent(load_core * tick - load)
            if (other_load > other) other = other_load
            stolen = percent(steal * tick)
            n = split(times, time, "\n")
            for (i = 1; i <= 8; i++) { gsub(/ /, "", time[i]); line = line OFS known(time[i]) }
            disturbed = (other > other_limit || stolen > steal_limit) ? "yes" : "no"
            print disturbed, per_second, \
                (per_second > 0 ? sprintf("%.3f", server / elapsed * 1e6 / per_second) : "-"), \
                sprintf("%.1f", percent(server)), sprintf("%.1f", idle == "" ? percent(load) : 100 * (1 - idle / measured)), sprintf("%.1f", other), sprintf("%.1f", stolen), \
                sent, lost, invalid line, known(error), known(error_99)
        }'
}
