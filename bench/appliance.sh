# The whole appliance on its simulated receiver and a software clock, for bench/quiet, bench/soak and bench/first. Sourced by them after they
# have set: root. The timekeeper runs on the first of the cores, everything else on the second. BENCH_APPLIANCE is another program to run,
# such as a published nts-appliance.

# As in image/systemd/nts-appliance.service.
export DOTNET_GCgen0size=${DOTNET_GCgen0size:-0x400000} DOTNET_JitHostMaxSlabCache=0
server_core=${BENCH_CORES:-0,1}; load_core=${server_core#*,} server_core=${server_core%,*}
ntp_port=27123 ke_port=27460 web_port=27080
dll=$root/artifacts/bin/Nts.Appliance/release/nts-appliance.dll
appliance=(${BENCH_APPLIANCE:-dotnet "$dll"})
nts=(dotnet "$root/artifacts/bin/Nts.Desktop/release/nts.dll")
lab=$(mktemp -d)
[ -v prefix ] || prefix=()
started=()

say() { echo "$*" >&2; }
fail() { say "$(basename "$0"): $*"; exit 1; }

clean_up() {
    [ ${#started[@]} -eq 0 ] || { kill "${started[@]}"; wait "${started[@]}"; } 2>/dev/null || true
    rm -rf "$lab"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

build() {
    taskset -c "$server_core,$load_core" true || fail "needs two cores, BENCH_CORES=A,B"
    local project
    for project in Nts.Appliance Nts.Desktop; do
        dotnet build "$root/src/$project" -c Release -v quiet --nologo >"$lab/build.log" 2>&1 || { cat "$lab/build.log" >&2; exit 1; }
    done
}

# Starts the timekeeper; returns when it gives the time and keys, with its process id in $timekeeper.
start_timekeeper() {
    cat >"$lab/appliance.conf" <<END
[receiver]
port = simulated
pulse = simulated
[clock]
steer = software
[ntp]
listen = 127.0.0.1:$ntp_port
rate-limit = off
busy-polling = ${busy_polling:-yes}
[nts-ke]
listen = 127.0.0.1:$ke_port
rate-per-address = 0
[state]
directory = $lab/state
run-directory = $lab/run
[web]
listen = 127.0.0.1:$web_port
END
    : >"$lab/log"
    "${prefix[@]}" taskset -c "$server_core" "${appliance[@]}" run --config "$lab/appliance.conf" >>"$lab/log" 2>&1 &
    timekeeper=$!
    started+=($timekeeper)
    wait_for 'key establishment: serving' "$timekeeper"
    wait_for 'clock locked' "$timekeeper"
}

stop_timekeeper() {
    kill "$timekeeper"
    wait "$timekeeper" || true
    started=("${started[@]/$timekeeper/}")
}

# The page is another process, as on a box; $web is its process id.
start_web() {
    taskset -c "$load_core" "${appliance[@]}" web --config "$lab/appliance.conf" >>"$lab/log" 2>&1 &
    web=$!
    started+=($web)
    wait_for 'page: http' "$web"
}

# wait_for TEXT PID: until the log has it
wait_for() {
    until grep -q "$1" "$lab/log"; do
        kill -0 "$2" 2>/dev/null || { cat "$lab/log" >&2; fail "did not start"; }
        sleep 0.05
    done
}

# get PATH: what the page answers
get() {
    exec {connection}<>"/dev/tcp/127.0.0.1/$web_port"
    printf 'GET %s HTTP/1.0\r\n\r\n' "$1" >&"$connection"
    cat <&"$connection"
    exec {connection}>&-
}

# number NAME [INSIDE]: a figure of the JSON text on standard input; the one of that name within the object INSIDE, if told
number() {
    local before=".*"
    [ $# -lt 2 ] || before=".*\"$2\":{[^}]*"
    sed -n "s/$before\"$1\":\(-\{0,1\}[0-9.eE+-]*\).*/\1/p" | head -1
}

# load OPTION...: the JSON of an nts bench; $mode says with or without NTS
load() {
    local keys=()
    [ "$mode" = plain ] || keys=(--mode nts --ke "127.0.0.1:$ke_port" --cert "$lab/state/ca.pem")
    "${prefix[@]}" taskset -c "$load_core" "${nts[@]}" bench "127.0.0.1:$ntp_port" "${keys[@]}" --json "$@" 2>>"$lab/load.log" \
        || { cat "$lab/load.log" >&2; fail "the load failed"; }
}
