// SPDX-License-Identifier: Apache-2.0
// jsonstat-toolkit reads the cells as a cube.
import { check, end, base, cellsUrl, json, need } from "./tap.mjs";

const JSONstat = need("jsonstat-toolkit");
const DIMENSIONS = ["state", "commitment", "round", "voice"];
const MEASURES = ["score", "low", "high", "sources", "passages"];

const cells = (await json(cellsUrl)).data;
const cube = JSONstat(await json(cellsUrl + "&format=json-stat"));

check(cube.class === "dataset" && cube.length === 5, "jsonstat-toolkit finds a data set of five dimensions", cube.id);
check(cube.role.time[0] === "round" && cube.role.geo[0] === "state" && cube.role.metric[0] === "measure",
	"it knows which are time, place and measure", cube.role);

const bad = [];
for (const cell of cells)
	for (const measure of MEASURES) {
		const at = Object.fromEntries(DIMENSIONS.map((d) => [d, cell[d]]));
		const read = cube.Data({ ...at, measure });

		// What was counted is a number even where nothing was said.
		if (!read || read.value !== cell[measure] || (read.status ?? cell.status) !== cell.status ||
			(cell[measure] === null && read.status === null))
			bad.push([at, measure, read, cell[measure], cell.status]);
	}
check(cells.length > 200 && bad.length === 0, "each number is that of the cells, null where it is missing, with its status",
	JSON.stringify(bad.slice(0, 5)));
check(cube.n === cells.length * MEASURES.length, "and there are no more of them", [cube.n, cells.length]);

const rows = cube.toTable({ type: "arrobj", content: "id" });
const sum = (list, key) => list.reduce((s, r) => s + (r[key] ?? 0), 0);
check(Math.abs(sum(rows.filter((r) => r.measure === "score"), "value") - sum(cells, "score")) < 1e-6,
	"a table made of the cube adds up to the same", rows[0]);

const arabic = JSONstat(await json(base + "/api/v1/cells?state=XAV&round=IMRF2026&lang=ar&format=json-stat"));
check(arabic.Dimension("state").Category("XAV").label === "أفيليا", "its labels are in the language asked",
	arabic.Dimension("state").Category("XAV").label);

// Few places of a large cube filled: told by place, read as before.
const thin = await json(base + "/api/v1/cells?status=assessed&limit=1000");
const sparse = JSONstat(await json(base + "/api/v1/cells?status=assessed&limit=1000&format=json-stat"));
check(thin.data.every((c) => sparse.Data({ ...Object.fromEntries(DIMENSIONS.map((d) => [d, c[d]])), measure: "score" }).value ===
	c.score), "a cube with holes gives the same numbers", thin.data.length);
end();
