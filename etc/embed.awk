# SPDX-License-Identifier: Apache-2.0
# Turns text files into C: one string constant each, and a table of them.
# Usage: awk -f embed.awk -v table=NAME -v type='struct x' FILE... > OUT.c
# Each row is { "base name", bytes, length }. With -v is_shared=1 other files
# see the table, and its number of rows as NAME_COUNT.
BEGIN { n = 0 }
function name_of(path) { sub(/.*\//, "", path); return path }
FNR == 1 {
	if (n) printf ";\n"
	file[n] = name_of(FILENAME)
	printf "static const char FILE_%d[] =\n", n++
}
{
	gsub(/\\/, "\\\\&"); gsub(/"/, "\\\""); gsub(/\?\?/, "?\"\"?")
	gsub(/\r/, "\\r"); gsub(/\t/, "\\t")
	printf "\t\"%s\\n\"\n", $0
}
END {
	if (n) printf ";\n"
	printf "%sconst %s %s[] = {\n", is_shared ? "" : "static ", type, table
	for (i = 0; i < n; i++)
		printf "\t{ \"%s\", FILE_%d, sizeof(FILE_%d) - 1 },\n", file[i], i, i
	printf "};\n"
	if (is_shared) printf "const size_t %s_COUNT = %d;\n", table, n
}
