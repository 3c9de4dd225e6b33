// SPDX-License-Identifier: Apache-2.0
// TAP for clients in node, and the packages that npm has put into the build.
import { createRequire } from "node:module";

export const need = createRequire(process.env.MODULES + "/package.json");
export const base = process.env.BASE;
export const cellsUrl = base + process.env.CELLS;

let n = 0;
let failed = 0;

export function check(isGood, what, why = "") {
	n += 1;
	failed += isGood ? 0 : 1;
	console.log(`${isGood ? "ok" : "not ok"} ${n} - ${what}`);
	if (!isGood) {
		const text = typeof why === "string" ? why : JSON.stringify(why, null, 1);
		console.log(String(text).slice(0, 3000).replace(/^/gm, "# "));
	}
}

export function end() {
	console.log(`1..${n}`);
	process.exitCode = failed ? 1 : 0;
}

export async function json(path, headers = {}) {
	const answer = await fetch(path.startsWith("http") ? path : base + path, { headers });

	return answer.json();
}

// A client that stops says so in a line or two, whatever it was reading.
process.on("uncaughtException", (e) => {
	check(false, "the client comes to its end", `${e.message}`.slice(0, 500) + "\n" + (e.stack ?? "").slice(-500));
	end();
});
