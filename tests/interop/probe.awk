# From the outputs of `nts probe`, one file a server, to docs/probe.md.
function cell(verdict, level) {
    return verdict == "pass" ? "✓" : verdict == "FAIL" ? (level == "MUST" ? "**✗**" : "✗") : verdict == "n/a" ? "–" : "?"
}

FNR == 1 { file++ }

/^(pass|FAIL|n\/a|skipped) / {
    id = $3
    if (!(id in level)) { order[++count] = id }
    level[id] = $2
    verdict[id, file] = $1
    rest = substr($0, index($0, id) + length(id))
    sub(/^ +/, "", rest)
    cut = match(rest, / \[[^\]]*\]: /)
    title[id] = substr(rest, 1, cut - 1)
    clause[id] = substr(rest, RSTART + 2, RLENGTH - 5)
    seen[id, file] = substr(rest, RSTART + RLENGTH)
    if ($1 == "FAIL") { broken[file, $2]++ }
}

END {
    servers = split(names, name, " ")
    print "# `nts probe` against every server we can get"
    print ""
    print "Written by `tests/interop/probe`; do not edit. Each server runs on the machine's own loopback with its usual configuration, keys and certificate"
    print "of the day, and a local clock of stratum 1. How a rule is checked stands in `src/Nts.Desktop/Probing`."
    print ""
    print "✓ kept, **✗** a MUST is broken, ✗ a SHOULD or MAY is not kept, – does not apply, ? could not be found out."
    print ""
    head = "| rule | | what the server does | clause |"
    line = "| --- | --- | --- | --- |"
    for (i = 1; i <= servers; i++) { head = head " " name[i] " |"; line = line " --- |" }
    print head
    print line
    for (r = 1; r <= count; r++) {
        id = order[r]
        row = "| `" id "` | " level[id] " | " title[id] " | " clause[id] " |"
        for (i = 1; i <= servers; i++) { row = row " " cell(verdict[id, i], level[id]) " |" }
        print row
    }
    row = "| **MUSTs broken** | | | |"
    for (i = 1; i <= servers; i++) { row = row " " broken[i, "MUST"] + 0 " |" }
    print row
    for (i = 1; i <= servers; i++) {
        print ""
        print "## " name[i]
        print ""
        any = 0
        for (r = 1; r <= count; r++) {
            id = order[r]
            if (verdict[id, i] == "FAIL") {
                print "- `" id "` (" level[id] "): " title[id] ". Seen: " seen[id, i] "."
                any = 1
            }
        }
        if (!any) { print "Nothing is broken." }
    }
}
