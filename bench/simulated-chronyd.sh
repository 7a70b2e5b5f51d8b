# chronyd as Debian has it, on a clock that clknetsim simulates, and our discipline on the same. Sourced by bench/discipline, which sets: root,
# peer.
#
# clknetsim reads the crystal's frequency and the pulse's lateness of each second from files. Signs there are those of src/Nts.Simulation: positive
# is a fast crystal and a late stamp; prepare proves it. Nothing can move the machine's clock: chronyd has no right to.

clknetsim=$root/artifacts/clknetsim
# They take turns: on two processors each would wait to be woken up.
core=${BENCH_CORE:-0}
pinned=134028fb1dd41e72f00e497d79e870e83da66322
lab=$(mktemp -d)
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

# prepare: all programs, and a run whose answer is known
prepare() {
    local tool starter=$root/artifacts/peers/bin/$peer
    for tool in git make gcc g++ dotnet; do command -v "$tool" >/dev/null || fail "needs $tool"; done
    [ -x "$starter" ] || fail "there is no $peer: run tests/interop/get-peers"
    # exec $drop LOADER --library-path DIRECTORIES --preload 'LIBRARY' PROGRAM -x "$@"
    read -r _ _ loader _ directories _ _ chronyd _ < <(grep '^exec' "$starter")
    loader=("$loader" --library-path "$directories" --preload "$clknetsim/clknetsim.so")
    [ "$(id -u)" != 0 ] || loader=(setpriv --bounding-set=-sys_time --inh-caps=-sys_time "${loader[@]}")
    get_clknetsim
    dotnet build "$root/bench/Nts.Rivals" -c Release -v quiet --nologo >"$lab/log" 2>&1 || { cat "$lab/log" >&2; exit 1; }
    : >"$lab/log"
    prove
}

get_clknetsim() {
    local from=${CLKNETSIM:-https://github.com/mlichvar/clknetsim}
    if [ "$(git -C "$clknetsim" rev-parse HEAD 2>/dev/null)" != "$pinned" ]; then
        rm -rf "$clknetsim"
        git clone -q "$from" "$clknetsim" && git -C "$clknetsim" checkout -q "$pinned" \
            || { rm -rf "$clknetsim"; fail "cannot clone clknetsim from $from; set CLKNETSIM to a repository that has its commit $pinned"; }
    fi
    make -s -C "$clknetsim" >"$lab/log" 2>&1 || { cat "$lab/log" >&2; fail "clknetsim does not compile"; }
}

# write_noise SCENARIO SEED: frequency, late and ours in the lab; sets what is told of the scenario
write_noise() {
    read -r seconds from initial theory outage < <(dotnet "$root/artifacts/bin/Nts.Rivals/release/nts-rivals.dll" "$1" "$2" "$lab") || fail "there is no scenario $1"
}

# configure SETTING [LINE...]
configure() {
    local refclock=${1%%+*} directive=
    [[ $1 != *+* ]] || directive=${1#*+}
    printf '%s\n' "refclock SHM 0 refid GPS $refclock" "$directive" "makestep 0.1 3" "pidfile $lab/chronyd.pid" "logdir $lab" "${@:2}" >"$lab/chrony.conf"
    # It polls its reference clock once a second, from its start on; ours handles a pulse 20 ms after the edge, too.
    printf '%s\n' "node1_start = 0.02" "node1_offset = $initial" "node1_freq = (file \"$lab/frequency\")" "node1_refclock = (file \"$lab/late\")" >"$lab/clknetsim.conf"
}

# start_node NODE PROGRAM [ARGUMENT...]: a program of the suite as a node of the simulated world; its output is appended to the log NODE
start_node() {
    (cd "$lab" && CLKNETSIM_NODE=$1 CLKNETSIM_SOCKET=$lab/socket exec taskset -c "$core" "${loader[@]}" "$(dirname "$chronyd")/../$2" "${@:3}" >>"$lab/log.$1" 2>&1) &
    started+=($!)
}

# simulate NODES [OPTION...]: lets the simulated time pass; leaves the clock's error of each second in the lab's file offset
simulate() {
    rm -f "$lab/offset"
    taskset -c "$core" "$clknetsim/clknetsim" -s "$lab/socket" -o "$lab/offset" -l "$seconds" "${@:2}" "$lab/clknetsim.conf" "$1" >"$lab/statistics" 2>>"$lab/log" \
        || { cat "$lab"/log* >&2; fail "the simulation failed"; }
    wait "${started[@]}" || true
    started=()
}

# run_chronyd SETTING
run_chronyd() {
    configure "$1" "port 0" "cmdport 0" "bindcmdaddress /"
    start_node 1 sbin/chronyd -d -f "$lab/chrony.conf"
    simulate 1
}

# A crystal 10 ppm fast and pulses 3 µs late, with a pattern of 0.1 µs, each tenth missing: the clock must gain before it is steered and must settle
# 3 µs behind, and what chronyd logs of each pulse must be what we wrote for that second.
prove() {
    seconds=2000 initial=0
    awk 'BEGIN { for (k = 0; k <= 2000; k++) print 1e-5 }' >"$lab/frequency"
    awk 'BEGIN { for (k = 1; k <= 2000; k++) print k % 10 ? 3e-6 + (k % 7 - 3) * 1e-7 : 1e10 }' >"$lab/late"
    configure "poll 2" "port 0" "cmdport 0" "bindcmdaddress /" "log refclocks"
    start_node 1 sbin/chronyd -d -f "$lab/chrony.conf"
    simulate 1
    awk 'FILENAME ~ /late$/ { late[FNR] = $1; next }
        FILENAME ~ /offset$/ { offset[FNR - 1] = $1; next }
        $7 ~ /[0-9]/ {
            split($2, time, ":"); k = int(3600 * time[1] + 60 * time[2] + time[3] + 0.5)
            wrong = $7 + offset[k] + late[k]; if (wrong < 0) wrong = -wrong; if (wrong > 3e-9) bad++; seen++
        }
        END {
            for (k = 1000; k <= 2000; k++) mean += offset[k] / 1001
            exit !(offset[1] == 1e-5 && mean > -3.02e-6 && mean < -2.98e-6 && seen > 1790 && !bad)
        }' "$lab/late" "$lab/offset" "$lab/refclocks.log" || fail "chronyd did not see what we wrote: signs or seconds are wrong"
}
