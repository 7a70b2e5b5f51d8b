# Tables in a page. Sourced by bench/run and bench/discipline.

# put_table TABLE NAME PAGE: between the page's lines "<!-- NAME -->" and "<!-- end -->"; a page without them becomes the table
put_table() {
    if grep -q "^<!-- $2 -->$" "$3" 2>/dev/null; then
        sed -e "\,^<!-- $2 -->$,r $1" -e "\,^<!-- $2 -->$,,/^<!-- end -->$/{/^<!--/!d}" "$3" >"$1.page"
        cp "$1.page" "$3"
    else
        cp "$1" "$3"
    fi
}
