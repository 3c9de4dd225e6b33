// SPDX-License-Identifier: Apache-2.0
// Frictionless Data's own package reads each table by its description.
import { check, end, base, cellsUrl, json, need } from "./tap.mjs";

const { Package } = need("datapackage");

async function read(url) {
	const description = await Package.load(url);

	if (!description.valid)
		throw new Error(description.errors.map((e) => e.message).join("; "));
	return { fields: description.resources[0].schema.fields, rows: await description.resources[0].read({ keyed: true }) };
}

const cells = (await json(cellsUrl)).data;
const table = await read(cellsUrl + "&format=datapackage");
const names = ["state", "commitment", "round", "voice", "status", "score", "low", "high", "passages", "evidence"];
const bad = cells.filter((cell, i) => names.some((k) => table.rows[i]?.[k] !== cell[k]));
check(cells.length === table.rows.length && bad.length === 0, "each cell is read as the JSON has it, what is missing as null",
	bad.slice(0, 3));
check(table.rows.every((r) => typeof r.passages === "number" && (r.score === null || typeof r.score === "number")),
	"numbers are numbers by their description");

const values = { states: "XAV", state: "XAV", round: "IMRF2026", q: "detention" };
const trouble = [];
let count = 0;
for (const route of (await json("/api/v1")).data.routes) {
	if (route.method !== "GET" || !["csv", "datapackage"].every((f) => route.formats.includes(f)))
		continue;
	const query = route.parameters.filter((p) => p.required).map((p) => `${p.name}=${values[p.name]}&`).join("");
	const path = route.path.replace("{iso3}", "XAV").replace("{id}", "gcm").replace("{a}", "2026.1").replace("{b}", "head");

	count += 1;
	try {
		const told = (await json(`${path}?${query}`)).data;
		const { rows } = await read(`${base}${path}?${query}format=datapackage`);

		if (Array.isArray(told) && told.length !== rows.length)
			trouble.push(`${path}: ${rows.length} rows, not ${told.length}`);
	} catch (e) {
		trouble.push(`${path}: ${e.message} ${(e.errors ?? []).slice(0, 3).map((x) => x.message)}`);
	}
}
check(count > 15 && trouble.length === 0, "every table fits the description it is given", trouble.join("\n") || count);

const states = await read(base + "/api/v1/states?format=datapackage");
check(states.rows.find((r) => r.iso3 === "NAM").iso2 === "NA" && states.rows.find((r) => r.iso3 === "AFG").m49 === "004",
	"codes that look like numbers or like nothing stay as they are");

const all = await Package.load(base + "/api/v1/datapackage.json");
const sizes = [];
for (const resource of all.resources)
	try {
		sizes.push((await resource.read()).length);
	} catch (e) {
		sizes.push(`${resource.name}: ${e.message}`);
	}
check(all.valid && sizes.length >= 8 && sizes.every(Number.isInteger), "the package over all tables leads to each of them", sizes);
end();
