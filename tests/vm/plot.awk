# Samples of several clocks ("# name", then lines of second and nanoseconds) as an SVG: one strip a clock, all on one scale.
BEGIN {
    FS = ","; width = 720; strip = 110; left = 64; right = 12; top = 26; limit = 4000
    names["ours"] = "nts-appliance"; names[4] = "gpsd + chronyd, poll 4 (default)"; names[2] = "gpsd + chronyd, poll 2"; names[0] = "gpsd + chronyd, poll 0"
}
/^#/ { name = substr($0, 3); order[++count] = name; next }
NF == 2 {
    if ($1 > longest) longest = $1
    y = $2 > limit ? limit : $2 < -limit ? -limit : $2
    key = name SUBSEP int($1)
    if (!(key in most) || y > most[key]) most[key] = y
    if (!(key in least) || y < least[key]) least[key] = y
}
END {
    height = top + count * strip + 34
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">\n", width, height
    printf "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n", width, height
    printf "<text x=\"%d\" y=\"16\" font-size=\"13\">CLOCK_REALTIME minus true time, microseconds</text>\n", left
    for (i = 1; i <= count; i++) {
        middle = top + (i - 0.5) * strip
        for (value = -limit / 1000; value <= limit / 1000; value += 2) {
            y = middle - value * 1000 / limit * strip * 0.42
            printf "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>\n", left, width - right, y, y, value ? "#ddd" : "#888", left - 6, y + 4, value
        }
        # Down and up once for each point of the picture's width, from the least to the most of that time.
        line = ""
        step = longest / (width - left - right)
        for (from = 0; from < longest; from += step) {
            low = limit; high = -limit
            for (second = int(from); second < from + step; second++) {
                key = order[i] SUBSEP second
                if (key in most) { if (most[key] > high) high = most[key]; if (least[key] < low) low = least[key] }
            }
            if (low > high) continue
            x = left + from / longest * (width - left - right)
            line = line sprintf("%.0f,%.1f %.0f,%.1f ", x, middle - low / limit * strip * 0.42, x, middle - high / limit * strip * 0.42)
        }
        printf "<polyline fill=\"none\" stroke=\"#1860a8\" stroke-width=\"0.8\" points=\"%s\"/>\n", line
        printf "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" font-weight=\"bold\">%s</text>\n", width - right - 4, middle - strip * 0.36, names[order[i]] == "" ? order[i] : names[order[i]]
    }
    for (second = 0; second <= longest; second += longest > 1500 ? 500 : 100) {
        printf "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>\n", left + second / longest * (width - left - right), height - 18, second
    }
    printf "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">seconds since the start</text>\n</svg>\n", (left + width - right) / 2, height - 4
}
