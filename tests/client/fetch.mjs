// SPDX-License-Identifier: Apache-2.0
// The fetch of node, which is that of browsers: JSON, gzip, validators.
import { readFileSync } from "node:fs";
import { check, end, base, cellsUrl, json } from "./tap.mjs";

const lines = readFileSync(process.env.TRUTH, "utf8").trim().split("\n").map((l) => l.split("\t"));
const truth = lines.slice(1).map((l) => Object.fromEntries(lines[0].map((name, i) => [name, l[i]])));
const answer = await fetch(cellsUrl);
const { data } = await answer.json();
const same = data.length === truth.length && data.every((cell, i) =>
	["state", "commitment", "round", "voice", "status", "score", "low", "high", "passages"].every((k) =>
		truth[i][k] === "NA" ? cell[k] === null : truth[i][k] === String(cell[k]) || Number(truth[i][k]) === cell[k]));

check(answer.headers.get("content-encoding") === "gzip", "fetch is sent gzip", [...answer.headers]);
check(same, "fetch reads the numbers of the cells, and null for what is missing");
check(answer.headers.get("access-control-allow-origin") === "*", "a page anywhere may read them");

const again = await fetch(cellsUrl, { headers: { "If-None-Match": answer.headers.get("etag") } });
check(again.status === 304, "fetch gets 304 for the tag of what it has, packed as it was", again.status);

let url = cellsUrl.replace("limit=1000", "limit=50");
const walked = [];
while (url && walked.length < 1000) {
	const page = await json(url);

	walked.push(...page.data);
	url = page.meta.next && new URL(page.meta.next, base).href;
}
check(JSON.stringify(walked) === JSON.stringify(data), "meta.next leads through all pages, none lost or told twice",
	walked.length);

const states = await json("/api/v1/states/XAV", { "Accept-Language": "ar, en;q=0.5" });
check(JSON.stringify(states).includes("أفيليا"), "a name in Arabic comes through", states.data);
const wrong = await fetch(base + "/api/v1/cells?stat=XAV");
check(wrong.status === 400 && (await wrong.json()).errors[0].parameter === "stat", "what was wrong is named");
end();
