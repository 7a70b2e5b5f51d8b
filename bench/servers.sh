# Starts the servers that bench/run compares, all on one core, and stops them by their process ids. Sourced by bench/run and bench/profile,
# which set: root, lab, nts (the command), server_core.

declare -A ports ke_ports pids versions inside
namespace=nts-bench-$$
started=()

# start COMMAND...: in the background, to be stopped by its process id; $! is that of the last program of the chain
start() {
    "$@" >>"$lab/log" 2>&1 &
    started+=($!)
}

# Each one that began, and only those; what does not end in five seconds is killed.
stop_servers() {
    local pid
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    for _ in {1..50}; do
        kill -0 "${started[@]}" 2>/dev/null || break
        sleep 0.1
    done
    for pid in "${started[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
    wait "${started[@]}" 2>/dev/null || true
    started=()
    [ -z "${inside[ntpsec]:-}" ] || ip netns delete "$namespace" 2>/dev/null || true
}

certificates() {
    cd "$lab"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 7 -subj "/CN=Lab CA" \
        -addext basicConstraints=critical,CA:TRUE
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr -subj /CN=server
    printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n' >extensions
    openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 7 -out server.pem -extfile extensions
    chmod 600 server.key
    cd - >/dev/null
}

# program NAME: the newest one that tests/interop/get-peers fetched. Nothing else is started: those cannot move the clock.
program() {
    local file
    for file in "$root/artifacts/peers/bin/$1-trixie" "$root/artifacts/peers/bin/$1"; do
        [ ! -x "$file" ] || { echo "$file"; return; }
    done
    return 1
}

configure() { sed -e "s,@LAB@,$lab,g" -e "s,@NTP@,$2,g" -e "s,@KE@,$3,g" "$root/bench/peers/$1" >"$lab/$1"; }

# tree PID: it and its descendants
tree() {
    local child
    echo "$1"
    for child in $(ps -o pid= --ppid "$1"); do tree "$child"; done
}

pinned() { start taskset -c "$server_core" "$@"; }

# compile NAME [FLAG...]: a reference of bench/NAME.c, into the lab
compile() { gcc -O2 -Wall -o "$lab/$1" "$root/bench/$1.c" "${@:2}" 2>>"$lab/log"; }

start_echo() {
    ports[echo]=25101
    pinned "$lab/echo" 25101
}

start_stamping-echo() {
    ports[stamping-echo]=25102
    pinned "$lab/echo" 25102 stamp
}

start_chrony() {
    local daemon
    daemon=$(program chronyd) || { reason="tests/interop/get-peers has not fetched it"; return 1; }
    versions[chrony]="chrony $("$daemon" --version 2>&1 | grep -oE '[0-9]+\.[0-9.]+' | head -1)"
    ports[chrony]=25111 ke_ports[chrony]=25112
    mkdir -m 700 -p "$lab/chrony"
    configure chrony.conf 25111 25112
    pinned "$daemon" -d -U -u "$(id -un)" -f "$lab/chrony.conf"
}

start_ntpsec() {
    local daemon
    daemon=$(program ntpd) || { reason="tests/interop/get-peers has not fetched it"; return 1; }
    [ "$(id -u)" = 0 ] || { reason="its ports are fixed, so it needs a network namespace, which needs root"; return 1; }
    versions[ntpsec]="ntpsec $("$daemon" --version 2>&1 | grep -oE '[0-9]+\.[0-9.]+' | head -1)"
    ports[ntpsec]=123 ke_ports[ntpsec]=4460 inside[ntpsec]="ip netns exec $namespace"
    ip netns add "$namespace" && ip -n "$namespace" link set lo up
    configure ntpsec.conf 123 4460
    start ip netns exec "$namespace" taskset -c "$server_core" "$daemon" -n -g -c "$lab/ntpsec.conf" -p "$lab/ntpsec.pid"
}

start_ntpd-rs() {
    local daemon
    daemon=$(program ntp-daemon) || { reason="tests/interop/get-peers has not fetched it"; return 1; }
    versions[ntpd-rs]="ntpd-rs $("$daemon" --version 2>&1 | grep -oE '[0-9]+\.[0-9.]+' | head -1)"
    ports[ntpd-rs]=25121 ke_ports[ntpd-rs]=25122
    configure ntpd-rs.toml 25121 25122
    pinned "$daemon" -c "$lab/ntpd-rs.toml"
}

# Ours as it ships: two processes that share a key file. NTP on the ports PORT, key establishment on PORT + 1.
# start_roles NAME PORT CORES NTS_COMMAND... -- NTP_SERVER_OPTION...
start_roles() {
    local name=$1 port=$2 cores=$3 keys=$lab/$1-keys command=()
    shift 3
    while [ "$1" != -- ]; do command+=("$1"); shift; done
    ports[$name]=$port ke_ports[$name]=$((port + 1))
    start taskset -c "$cores" "${command[@]}" ke-server --cert "$lab/server.pem" --key "$lab/server.key" --key-file "$keys" \
        --listen "127.0.0.1:$((port + 1))" --ntp-port "$port" --rate-per-address 0
    ke_role=$!
    for _ in {1..100}; do [ ! -e "$keys" ] || break; sleep 0.1; done
    start taskset -c "$cores" "${command[@]}" ntp-server --key-file "$keys" --listen "127.0.0.1:$port" --local --stratum 1 --rate-limit off "${@:2}"
    pids[$name]="$ke_role $!"
}

start_ours() { start_roles ours 25131 "$server_core" "${nts[@]}" --; }

# One thread more than the server's core: the load's core has to share.
# They share the load's core, so they must not take all of it while they have nothing to do.
start_two-threads() { start_roles two-threads 25141 "$server_core,$load_core" "${nts[@]}" -- --threads 2 --no-busy-polling; }

# As on a CPU without AES instructions.
start_portable() {
    sed '/"configProperties": {/a "Nts.Crypto.PortableAes": true,' "${nts[-1]%.dll}.runtimeconfig.json" >"$lab/portable.json"
    start_roles portable 25151 "$server_core" "${nts[0]}" exec --runtimeconfig "$lab/portable.json" "${nts[@]:1}" --
}

# Bare handshakes, with this machine's library (which ours uses too) ...
start_openssl() {
    [ -x "$lab/tls" ] || { reason="libssl-dev is not installed"; return 1; }
    ke_ports[openssl]=25161
    pinned stdbuf -oL "$lab/tls" 25161 "$lab/server.pem" "$lab/server.key"
}

# ... and with the newest of the peers' Debian, through its own loader.
start_new-openssl() {
    local libraries=("$root"/artifacts/peers/trixie/usr/lib/*-linux-gnu)
    [ -x "$lab/tls" ] && [ -e "${libraries[0]}/libssl.so.3" ] || { reason="there is no newer libssl in artifacts/peers"; return 1; }
    ke_ports[new-openssl]=25162
    pinned "${libraries[0]}"/ld-linux*.so.* --library-path "${libraries[0]}" "$lab/tls" 25162 "$lab/server.pem" "$lab/server.key"
}

# answers NAME: whether it does, to a client of its kind
answers() {
    case $1 in
    *echo) "$lab/load" 127.0.0.1 "${ports[$1]}" 48 1 0.1 ;;
    *openssl) openssl s_client -connect "127.0.0.1:${ke_ports[$1]}" -alpn ntske/1 </dev/null ;;
    *) ${inside[$1]:-} "${nts[@]}" client localhost -4 -p "${ke_ports[$1]}" -c "$lab/ca.pem" ;;
    esac >>"$lab/log" 2>&1
}

# start_server NAME: 0 when it answers; else says why not
start_server() {
    local reason="it does not answer"
    if "start_$1" && [ ${#started[@]} -gt 0 ]; then
        local last=${started[-1]}
        for _ in {1..60}; do
            if answers "$1"; then
                pids[$1]=$(for pid in ${pids[$1]:-$last}; do tree "$pid"; done)
                return 0
            fi
            kill -0 "$last" 2>/dev/null || { reason="it ended: $(tail -1 "$lab/log")"; break; }
            sleep 0.5
        done
    fi
    echo "$1 is left out: $reason" >&2
    return 1
}
