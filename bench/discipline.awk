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

END {
    head = "| row |"; rule = "| --- |"
    for (i = 1; i <= m; i++) { head = head " " told[i] " |"; rule = rule " ---: |" }
    print head " ours | theory | ours / best setting | worst seed | theory / best | ours / theory |"
    print rule " ---: | ---: | ---: | ---: | ---: | ---: |"
    for (r = 1; r <= n; r++) {
        row = names[r]; line = "| " row " |"; best = told[1]
        for (i = 2; i <= m; i++) if (middle("rms", row, told[i]) < middle("rms", row, best)) best = told[i]
        for (i = 1; i <= m; i++) line = line sprintf(told[i] == best ? " **%.1f** |" : " %.1f |", middle("rms", row, told[i]))
        ours = middle("rms", row, "ours"); chrony = middle("rms", row, best); bests[row] = best
        line = line sprintf(" %.1f |", ours)
        if ((row, 1, "theory") in rms) {
            theory = rms[row, 1, "theory"]
            print line sprintf(" %.1f | %.2f | %.2f | %.2f | %.2f |", theory, ours / chrony, worst(row, "ours", best), theory / chrony, ours / theory)
        } else {
            print line sprintf(" | %.2f | %.2f | | |", ours / chrony, worst(row, "ours", best))
        }
    }
    print ""
    print "| row | chronyd at its best there | its mean | its largest | our mean | our largest |"
    print "| --- | --- | ---: | ---: | ---: | ---: |"
    for (r = 1; r <= n; r++) {
        row = names[r]; best = bests[row]
        printf "| %s | %s | %+.1f | %d | %+.1f | %d |\n", row, best, middle("mean", row, best), largest(row, best), middle("mean", row, "ours"), largest(row, "ours")
    }
}
