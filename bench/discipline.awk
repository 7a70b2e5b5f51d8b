# Tables of artifacts/bench/discipline.tsv (row, seed, who, RMS, mean, largest error in ns) in Markdown; later lines replace earlier ones.
# -v rows=ROW,... -v settings=SETTING,... -v seeds=N

BEGIN { FS = "\t"; n = split(rows, names, ","); m = split(settings, told, ",") }

function median(list, n,    i, j, t) {
    for (i = 2; i <= n; i++) for (j = i; j > 1 && list[j - 1] > list[j]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
    return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

# One figure of a row: the median over its seeds.
function middle(figure, row, who,    seed, n, list) {
    n = 0
    for (seed = 1; seed <= seeds; seed++) if ((row, seed, who) in rms) list[++n] = figure == "mean" ? mean[row, seed, who] : rms[row, seed, who]
    return n ? median(list, n) : 0
}
function largest(row, who,    seed, most) {
    for (seed = 1; seed <= seeds; seed++) if (most < max[row, seed, who]) most = max[row, seed, who]
    return most
}
function worst(row, who, other,    seed, most) {
    for (seed = 1; seed <= seeds; seed++) if (most < rms[row, seed, who] / rms[row, seed, other]) most = rms[row, seed, who] / rms[row, seed, other]
    return most
}

{ rms[$1, $2, $3] = $4; mean[$1, $2, $3] = $5; max[$1, $2, $3] = $6 }

# The setting of a row with the least median; of those that tell the polling interval alone, if asked.
function least(row, alone,    i, best) {
    for (i = 1; i <= m; i++)
        if ((row, 1, told[i]) in rms && (!alone || told[i] ~ /^poll -?[0-9]+$/) && (best == "" || middle("rms", row, told[i]) < middle("rms", row, best))) best = told[i]
    return best
}

END {
    head = "| |"; rule = "| --- |"
    for (i = 1; i <= m; i++) { head = head " " told[i] " |"; rule = rule " ---: |" }
    print head " ours | theory |"
    print rule " ---: | ---: |"
    for (r = 1; r <= n; r++) {
        row = names[r]; line = "| " row " |"
        for (i = 1; i <= m; i++) line = line (!((row, 1, told[i]) in rms) ? " |" : sprintf(told[i] == least(row) ? " **%.1f** |" : " %.1f |", middle("rms", row, told[i])))
        print line sprintf(" %.1f | %s |", middle("rms", row, "ours"), (row, 1, "theory") in rms ? rms[row, 1, "theory"] : "")
    }
    print ""
    print "| | ours / best poll | theory / best poll | ours / best of all | theory / best of all | ours / theory | worst seed |"
    print "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for (r = 1; r <= n; r++) {
        row = names[r]; ours = middle("rms", row, "ours"); poll = middle("rms", row, least(row, 1)); all = middle("rms", row, least(row))
        if ((row, 1, "theory") in rms) {
            theory = rms[row, 1, "theory"]
            printf "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |\n", row, ours / poll, theory / poll, ours / all, theory / all, ours / theory, worst(row, "ours", "theory")
        } else {
            printf "| %s | %.2f | | %.2f | | | |\n", row, ours / poll, ours / all
        }
    }
    print ""
    print "| | chronyd, best poll: mean | largest | chronyd, best of all: mean | largest | ours: mean | largest |"
    print "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for (r = 1; r <= n; r++) {
        row = names[r]; poll = least(row, 1); all = least(row)
        printf "| %s | %+.1f | %d | %+.1f | %d | %+.1f | %d |\n", row, middle("mean", row, poll), largest(row, poll), middle("mean", row, all), largest(row, all), middle("mean", row, "ours"), largest(row, "ours")
    }
}
