// SPDX-License-Identifier: Apache-2.0
// sdmx-json-parser reads SDMX-JSON 2.0, flat and as series of time.
import { check, end, base, cellsUrl, json, need } from "./tap.mjs";

const { SDMXParser } = need("sdmx-json-parser");

const cells = (await json(cellsUrl)).data;
const gcm = Array.from({ length: 23 }, (_, i) => `GCM_${i + 1}`).join(",");
const url = `${base}/sdmx/v2/data/dataflow/GCMTRACK/CELLS/1.0/*.XAV.*.*?c[COMMITMENT]=${gcm}&c[TIME_PERIOD]=ge:2022+le:2026`;

// It tells values by their names: the codes are asked of its dimensions.
function code(parser, id, name) {
	return parser.getDimension(id)[0].values.find((v) => v.name === name)?.id;
}

// With another dimension at the observation it mixes up keys: it takes their
// order for that of keyPosition, which is the data structure's.
for (const at of ["TIME_PERIOD", "AllDimensions"]) {
	const probe = await fetch(`${url}&dimensionAtObservation=${at}`);

	await probe.text();
	// What a service does not offer it answers with 501.
	if (probe.status === 501) {
		check(true, "sdmx-json-parser # SKIP this service offers no SDMX data");
		end();
		process.exit();
	}
	const parser = new SDMXParser();
	const bad = [];
	let scored = 0;

	try {
		await parser.getDatasets(`${url}&dimensionAtObservation=${at}`);
		const told = new Map(cells.map((c) => [[c.commitment.replace(".", "_"), c.voice.toUpperCase(), c.round.slice(-4)].join(), c]));

		for (const row of parser.getData()) {
			const key = ["COMMITMENT", "VOICE", "TIME_PERIOD"].map((d) => code(parser, d, row[d])).join();
			const cell = told.get(key);

			scored += row.value === null || row.value === undefined ? 0 : 1;
			if (!cell || (row.value ?? null) !== cell.score)
				bad.push([key, row.value, cell?.score]);
		}
	} catch (e) {
		bad.push(String(e.message));
	}
	check(bad.length === 0 && scored === cells.filter((c) => c.score !== null).length,
		`sdmx-json-parser reads the numbers of the JSON with ${at} at the observation`, [scored, bad.slice(0, 3)]);
}

const parser = new SDMXParser();
await parser.getDatasets(url).catch(() => 0);
const attempt = (f) => { try { return f(); } catch (e) { return String(e.message); } };
const dimensions = attempt(() => parser.getDimensions().map((d) => d.id).sort().join());
check(dimensions === "COMMITMENT,FREQ,REF_AREA,TIME_PERIOD,VOICE", "it knows the dimensions", dimensions);
const names = attempt(() => parser.getDimension("REF_AREA")[0].values.map((v) => v.name).join());
check(names === "Avelia", "it names what they hold", names);
const part = attempt(() => parser.getData({ VOICE: [parser.getDimension("VOICE")[0].values[0].name] }).length);
check(part > 0 && part < attempt(() => parser.getData().length), "it takes a slice", part);
end();
