# The samples of `perf script -F comm,ip,sym,dso` in groups, and what is hottest in each. A kernel sample belongs to the system call it
# was taken in; on loopback a send includes the delivery to the receiver's socket.

function group() {
    if (calls ~ /send/) return "send"
    if (calls ~ /recv|read|accept/) return "receive"
    if (calls ~ /epoll|poll|futex/) return "wait"
    if (leaf_dso ~ /libcrypto|libssl/) return "cryptography"
    if (leaf ~ /Nts\.Crypto|Aes|Polyval|ecp_|bn_|sha/) return "cryptography"
    if (leaf ~ /Nts\.Ntp|Nts\.Nts|Nts\.KeyEstablishment|Nts\.Time|Nts\.Wire/) return "responder"
    if (leaf ~ /Nts\./) return "server"
    return "rest"
}

function finish(    g) {
    if (leaf == "") return
    g = group()
    count[g]++; total++
    if (in_kernel) kernel++
    hot[g SUBSEP short(leaf)]++
    leaf = ""; calls = ""
}

# "void [Assembly] Nts.Crypto.AesSiv`1[Nts.Crypto.HardwareAes]::Seal(...)[OptimizedTier1]" as Nts.Crypto.AesSiv.Seal
function short(name,    at, type) {
    at = index(name, "::")
    if (!at) return name
    type = substr(name, 1, at - 1)
    sub(/.*\] /, "", type); sub(/`.*/, "", type)
    name = substr(name, at + 2)
    sub(/\(.*/, "", name); sub(/\[.*/, "", name)
    return type "." name
}

/^$/ { finish(); next }
/^[^ \t]/ { finish(); next }
{
    text = $0
    sub(/^[ \t]*[0-9a-f]+ /, "", text)
    dso = text; sub(/.*\(/, "", dso); sub(/\)$/, "", dso)
    sub(/ \([^()]*\)$/, "", text)
    if (leaf == "") { leaf = text == "[unknown]" ? dso : text; sub(/.*\//, "", leaf); leaf_dso = dso; in_kernel = dso ~ /kernel|\.ko|vmlinux/ }
    if (text ~ /sys_/) calls = calls " " text
}

END {
    finish()
    if (!total) { print "no samples"; exit 1 }
    printf "%d samples: %.0f %% kernel, %.0f %% user\n", total, 100 * kernel / total, 100 * (total - kernel) / total
    n = split("receive send wait cryptography responder server rest", order, " ")
    for (i = 1; i <= n; i++) if (count[order[i]]) {
        printf "\n%5.1f %%  %s\n", 100 * count[order[i]] / total, order[i]
        for (line = 1; line <= 6; line++) {
            best = ""
            for (key in hot) { split(key, part, SUBSEP); if (part[1] == order[i] && (best == "" || hot[key] > hot[best])) best = key }
            if (best == "" || hot[best] < total / 200) break
            split(best, part, SUBSEP)
            printf "  %5.1f %%  %s\n", 100 * hot[best] / total, substr(part[2], 1, 110)
            delete hot[best]
        }
    }
}
