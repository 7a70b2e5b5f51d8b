# The results of bench/run as Markdown: medians of the rounds that nothing disturbed, and the goals beside them.
#
#   awk -f table.awk facts.txt results.tsv

BEGIN {
    FS = "\t"
    saturated = 95   # percent of its core, from which on the server and not the load sets the pace
    split("round case server disturbed rate cost busy load_busy other steal sent lost invalid " \
        "round_50 round_99 round_999 round_max stay_50 stay_99 stay_999 stay_max error error_99", column, " ")
    for (i in column) index_of[column[i]] = i
    order = split("echo stamping-echo chrony ntpd-rs ntpsec ours two-threads portable openssl new-openssl", server_order, " ")
    name["echo"] = "echo"; name["stamping-echo"] = "echo that stamps"; name["ours"] = "**ours**"
    name["two-threads"] = "ours, 2 threads"; name["portable"] = "ours without AES instructions"
    name["openssl"] = "bare OpenSSL"; name["new-openssl"] = "bare OpenSSL, newest"
    split("plain plain-check nts-1 nts-8 gcm-1 gcm-8 ke open-plain open-1", case_order, " ")
    title["plain"] = "plain NTP"; title["plain-check"] = "plain NTP, load in C"
    title["nts-1"] = "NTS, 1 cookie"; title["nts-8"] = "NTS, 8 cookies"
    title["gcm-1"] = "AEAD 30, 1 cookie"; title["gcm-8"] = "AEAD 30, 8 cookies"; title["ke"] = "NTS-KE"
    title["open-plain"] = "plain NTP"; title["open-1"] = "NTS, 1 cookie, AEAD 15"
    peers = split("chrony ntpd-rs ntpsec", peer, " ")
}

NF == 2 { fact[$1] = $2; next }

{
    key = $2 SUBSEP $3
    seen[$2, $3] = has_case[$2] = has_server[$3] = 1
    rounds = $1 > rounds ? $1 : rounds
    measured++
    if ($4 == "yes") { noisy[key]++; disturbed++ }
    for (i = 5; i <= NF; i++) value[key, $1, i] = $i
    calm[key, $1] = $4 != "yes"
    if (calm[key, $1]) quiet[key]++
    lost[key] += $12; invalid[key] += $13; sent[key] += $11
}

# Whether a round counts: a disturbed one only where there is no other.
function counts(key, r) { return (key, r, 5) in value && (calm[key, r] || !quiet[key]) }

function median_of(list, n,    i, j, t) {
    for (i = 2; i <= n; i++) for (j = i; j > 1 && list[j] < list[j - 1]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
    return n == 0 ? "" : n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

function median(case_, server, what,    r, n, list, key, v) {
    key = case_ SUBSEP server
    for (r = 1; r <= rounds; r++) if (counts(key, r)) {
        v = value[key, r, index_of[what]]
        if (v != "-" && v != "") list[++n] = v + 0
    }
    return median_of(list, n + 0)
}

# Median of the rounds' ratios, because what slows a machine down slows down all that runs in the same round; of all if no round has both.
function ratio(case_, what, above, below,    r, n, list, a, b, i) {
    a = case_ SUBSEP above; b = case_ SUBSEP below; i = index_of[what]
    for (r = 1; r <= rounds; r++)
        if (counts(a, r) && counts(b, r) && value[b, r, i] + 0 > 0 && value[a, r, i] != "-") list[++n] = value[a, r, i] / value[b, r, i]
    if (n) return median_of(list, n)
    return median(case_, above, what) != "" && median(case_, below, what) > 0 ? median(case_, above, what) / median(case_, below, what) : ""
}

function is_saturated(case_, server) { return median(case_, server, "busy") >= saturated }

# How many times as fast one server is as another: by requests a second where each has its core to the full, else by the CPU time of a
# request, because then the load sets the pace. Leaves in "by" which.
function speed(case_, one, other,    inverse) {
    by = is_saturated(case_, one) && is_saturated(case_, other) ? "rate" : "cost"
    if (by == "rate") return ratio(case_, "rate", one, other)
    inverse = ratio(case_, "cost", one, other)
    return inverse > 0 ? 1 / inverse : ""
}

function best_peer(case_, what, most,    i, v, best, found) {
    for (i = 1; i <= peers; i++) {
        v = median(case_, peer[i], what)
        if (v != "" && v > 0 && (found == "" || (most ? v > best : v < best))) { best = v; found = peer[i] }
    }
    return found
}

function thousands(n,    s, out) {
    s = sprintf("%.0f", n)
    while (length(s) > 3) { out = "," substr(s, length(s) - 2) out; s = substr(s, 1, length(s) - 3) }
    return s out
}

function figure(x) { return x == "" ? "–" : x >= 100 ? thousands(x) : x >= 10 ? sprintf("%.1f", x) : sprintf("%.2f", x) }
function label(server) { return server in name ? name[server] : server in fact ? fact[server] : server }
function mark(case_, server) { return quiet[case_, server] ? "" : " ~" }

function head(first, n, cell,    i, line, rule) {
    line = "| " first " |"; rule = "| --- |"
    for (i = 1; i <= n; i++) { line = line " " cell[i] " |"; rule = rule " ---: |" }
    print line; print rule
}

# A cell: requests a second, CPU microseconds of one, and the speed beside the echo of the same octets.
function closed_cell(case_, server, reference,    s) {
    if (!seen[case_, server]) return "–"
    s = thousands(median(case_, server, "rate")) " (" figure(median(case_, server, "cost")) ")"
    if (seen[case_, reference] && server != reference) s = s " " sprintf("%.2f", speed(case_, server, reference))
    return s mark(case_, server)
}

function closed_table(wanted,    i, j, n, chosen, cell, titles, line, case_) {
    for (i = 1; i in case_order; i++) if (has_case[case_order[i]] && index(wanted, " " case_order[i] " ")) { chosen[++n] = case_order[i]; titles[n] = title[case_order[i]] }
    if (!n) return
    head("", n, titles)
    for (j = 1; j <= order; j++) {
        line = ""
        cell = 0
        for (i = 1; i <= n; i++) {
            line = line " " closed_cell(chosen[i], server_order[j], chosen[i] == "ke" ? "openssl" : "stamping-echo") " |"
            if (seen[chosen[i], server_order[j]]) cell = 1
        }
        if (cell) print "| " label(server_order[j]) " |" line
    }
    print ""
    print "How busy the server and the load were, percent (from " saturated " on, the server sets the pace and not the load):"
    print ""
    head("", n, titles)
    for (j = 1; j <= order; j++) {
        line = ""; cell = 0
        for (i = 1; i <= n; i++) {
            line = line " " (seen[chosen[i], server_order[j]] ? sprintf("%.0f / %.0f", median(chosen[i], server_order[j], "busy"), median(chosen[i], server_order[j], "load_busy")) : "–") " |"
            if (seen[chosen[i], server_order[j]]) cell = 1
        }
        if (cell) print "| " label(server_order[j]) " |" line
    }
    print ""
}

function open_table(case_,    j, i, n, titles, what, line, s) {
    if (!has_case[case_]) return
    print "**" title[case_] ", 10,000 requests/s** (microseconds):"
    print ""
    n = split("residence p50|p99|p99.9|max|round trip p50|p99|p99.9|max|mean error|CPU a request|lost", titles, "|")
    split("stay_50 stay_99 stay_999 stay_max round_50 round_99 round_999 round_max error cost", what, " ")
    head("", n, titles)
    for (j = 1; j <= order; j++) if (seen[case_, s = server_order[j]]) {
        line = "| " label(s) mark(case_, s) " |"
        for (i = 1; i <= 10; i++) line = line " " (s == "echo" && i != 10 && (i < 5 || i == 9) ? "–" : figure(median(case_, s, what[i]))) " |"
        print line " " lost[case_, s] + 0 " |"
    }
    print ""
}

function goal(text, wanted, got, is_met, how) {
    if (got == "") return
    if (!goals++) { print "| goal | wanted | measured | |"; print "| --- | --- | ---: | --- |" }
    print "| " text " | " wanted " | " sprintf("%.2f", got) (how == "" ? "" : " (by " how ")") " | " (!calm_pair ? "undecided ~" : is_met ? "met" : "**not met**") " |"
}

# Whether both have measurements that nothing disturbed; else nothing is decided.
function compare(case_, other) { calm_pair = quiet[case_, "ours"] && quiet[case_, other] }

function speed_goals(case_, text, of_peer, of_echo,    p, v) {
    p = best_peer(case_, "cost", 0)
    if (p != "") { v = speed(case_, "ours", p); compare(case_, p); goal(text ", best peer (" p ")", "≥ " of_peer, v, v >= of_peer, by) }
    v = seen[case_, "stamping-echo"] ? speed(case_, "ours", "stamping-echo") : ""
    compare(case_, "stamping-echo")
    goal(text ", echo that stamps", "≥ " of_echo, v, v >= of_echo, by)
}

function latency_goal(text, wanted, what, below, limit,    v) {
    v = seen["open-1", "ours"] && seen["open-1", below] ? ratio("open-1", what, "ours", below) : ""
    compare("open-1", below)
    goal(text, wanted, v, v <= limit, "")
}

# Requests a second of a machine: what its processors give, three cores of four, or what its wire carries. Cycles are those measured here times the factor.
function could(case_, server, cores, clock, factor, wire, octets,    cpu, line, cost) {
    cost = median(case_, server, "cost")
    if (cost == "") return "–"
    cpu = cores * 3 / 4 * clock / (cost * fact["clock"] * factor) * 1e6
    line = wire * 1e9 / 8 / (octets + 66)   # UDP 8, IPv4 20, Ethernet 18, preamble and gap 20
    return octets && line < cpu ? rounded(line) " (wire)" : rounded(cpu)
}

function rounded(x,    unit) { unit = 10 ^ (length(sprintf("%.0f", x)) - 2); return thousands(int(x / unit) * unit) }

function machine(text, cores, clock, factor, wire, server) {
    print "| " text " | " could("plain", "ours", cores, clock, factor, wire, 48) " | " could("nts-1", server, cores, clock, factor, wire, 228) " | " \
        could("nts-8", server, cores, clock, factor, wire, 956) " | " could("ke", "ours", cores, clock, factor, wire, 0) " |"
}

END {
    print "Measured on " fact["date"] " at " fact["commit"] ": " fact["cpu"] ", " fact["kernel"] ", " fact["runtime"] "; " fact["peers"] "; " fact["libssl"] "."
    print fact["rounds"] "; " disturbed + 0 " of " measured " measurements disturbed by something else on the cores and left out; ~ where no other was to be had."
    print ""
    if (seen["plain", "ours"] || seen["nts-1", "ours"] || seen["ke", "ours"]) {
        speed_goals("plain", "plain NTP", 1.1, 0.9)
        speed_goals("nts-1", "NTS, 1 cookie, AEAD 15", 1.8, 0.85)
        speed_goals("nts-8", "NTS, 8 cookies, AEAD 15", 2.5, 0.75)
        if (seen["ke", "ntpd-rs"]) { v = speed("ke", "ours", "ntpd-rs"); compare("ke", "ntpd-rs"); goal("NTS-KE handshakes, ntpd-rs", "≥ 1.2", v, v >= 1.2, by) }
        if (seen["ke", "openssl"]) { v = speed("ke", "ours", "openssl"); compare("ke", "openssl"); goal("NTS-KE handshakes, bare OpenSSL", "≥ 0.8", v, v >= 0.8, by) }
        latency_goal("median residence at 10,000 NTS/s, chrony", "≤ 0.8", "stay_50", "chrony", 0.8)
        latency_goal("p99.9 round trip at 10,000 NTS/s, chrony", "≤ 1", "round_999", "chrony", 1)
        latency_goal("maximum round trip at 10,000 NTS/s, chrony", "≤ 1", "round_max", "chrony", 1)
        latency_goal("p99.9 round trip at 10,000 NTS/s, echo", "≤ 1.1", "round_999", "echo", 1.1)
        latency_goal("maximum round trip at 10,000 NTS/s, echo", "≤ 1.1", "round_max", "echo", 1.1)
        latency_goal("mean error of a client, chrony", "≤ 1", "error", "chrony", 1)
        if (goals) print ""
    }
    print "Closed loop: requests a second (CPU microseconds of the server for one), and how many times as fast as the echo that stamps, or for NTS-KE as bare OpenSSL:"
    print ""
    closed_table(" plain nts-1 nts-8 gcm-1 gcm-8 ke ")
    if (has_case["plain-check"]) { print "The same with the load in C:"; print ""; closed_table(" plain-check ") }
    open_table("open-plain")
    open_table("open-1")
    if (seen["plain", "ours"] && seen["nts-1", "ours"] && fact["clock"]) {
        print "What other machines could carry, by arithmetic (requests a second; cores at " fact["clock"] " GHz here):"
        print ""
        split("plain NTP|NTS, 1 cookie|NTS, 8 cookies|NTS-KE", titles, "|")
        head("", 4, titles)
        machine("Raspberry Pi 4: 4 × 1.5 GHz, no AES instructions, 1 Gb/s", 4, 1.5, 2, 1, "portable")
        machine("Raspberry Pi 5: 4 × 2.4 GHz, 1 Gb/s", 4, 2.4, 1, 1, "ours")
        machine("Server: 32 × 3 GHz, 10 Gb/s", 32, 3, 1, 10, "ours")
        print ""
    }
    for (key in lost) if (lost[key] + invalid[key] > 0) { split(key, part, SUBSEP); remark[++remarks] = label(part[2]) ", " part[1] ": " lost[key] " lost, " invalid[key] " invalid of " sent[key] }
    if (remarks) { print "Requests that got no good answer:"; print ""; for (i = 1; i <= remarks; i++) print "- " remark[i]; print "" }
}
