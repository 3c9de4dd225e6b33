// SPDX-License-Identifier: Apache-2.0
// sdmx-rest writes the addresses of SDMX REST itself, with all defaults.
import { check, end, base, cellsUrl, json, need } from "./tap.mjs";

const sdmx = need("sdmx-rest");
const old = sdmx.getService({ id: "GCMTRACK", url: base + "/sdmx/v1", api: "v1.5.0" });
const now = sdmx.getService({ id: "GCMTRACK", url: base + "/sdmx/v2", api: "v2.0.0" });
const CSV = { headers: { Accept: "application/vnd.sdmx.data+csv;version=1.0.0" } };

const cells = (await json(cellsUrl)).data;

// The rows of a CSV without quotes, by the names in its head.
function rows(text) {
	const lines = text.replace(/^\ufeff/, "").trim().split("\r\n").map((l) => l.split(","));

	return lines.slice(1).map((l) => Object.fromEntries(lines[0].map((name, i) => [name, l[i]])));
}

async function ask(query, service, options) {
	try {
		return await sdmx.request(query, service, options);
	} catch (e) {
		return `${sdmx.getUrl(query, service)}: ${e.message} ${e.response?.status ?? ""}`;
	}
}

// What a service does not offer it answers with 501.
function offered(isGood, what, answer) {
	if (/ 501\b/.test(answer))
		check(true, `${what} # SKIP this service does not offer it`);
	else
		check(isGood, what, answer.slice(0, 300));
}

const flows = await ask(sdmx.getMetadataQuery({ resource: "dataflow", agency: "GCMTRACK" }), old);
check(/id="CELLS"/.test(flows) && /id="OBSERVATIONS"/.test(flows), "sdmx-rest finds the dataflows", flows.slice(0, 300));
const list = await ask(sdmx.getMetadataQuery({ resource: "codelist", agency: "GCMTRACK", id: "CL_AREA", detail: "full" }), old);
check(/"XAV"/.test(list) && /Avelia/.test(list), "sdmx-rest finds the codes of states", list.slice(0, 300));

function differs(table) {
	const told = new Map(cells.map((c) => [[c.state, c.commitment.replace(".", "_"), c.voice.toUpperCase(), c.round.slice(-4)].join(), c]));
	const wrong = table.filter((r) => {
		const cell = told.get([r.REF_AREA, r.COMMITMENT, r.VOICE, r.TIME_PERIOD].join());

		return !cell || (cell.score === null ? r.OBS_VALUE !== "" : Number(r.OBS_VALUE) !== cell.score);
	});
	const scored = table.filter((r) => r.OBS_VALUE !== "").length;

	if (wrong.length || scored !== cells.filter((c) => c.score !== null).length)
		return JSON.stringify([table.length, scored, wrong.slice(0, 2)]);
	return "";
}

const gcm = Array.from({ length: 23 }, (_, i) => `GCM_${i + 1}`).join("+");
const query = { flow: "GCMTRACK,CELLS,1.0", key: `A.XAV.${gcm}.`, start: "2022", end: "2026" };
const csv = await ask(sdmx.getDataQuery(query), old, CSV);
const table = rows(csv);
offered(differs(table) === "", "sdmx-rest's query by REST 1.5 gives the numbers of the JSON", csv);

const lastCsv = await ask(sdmx.getDataQuery({ ...query, lastNObs: 1 }), old, CSV);
const last = rows(lastCsv);
const keys = new Set(last.map((r) => [r.COMMITMENT, r.VOICE].join()));
offered(last.length > 0 && keys.size === last.length, "lastNObservations gives one of each series", lastCsv);

const query2 = { context: "dataflow=GCMTRACK:CELLS(1.0)", key: `A.XAV.*.*` };
const answer2 = await ask(sdmx.getDataQuery2(query2), now, { headers: { Accept: "application/vnd.sdmx.data+json;version=2.0.0" } });
let message = {};
try {
	message = JSON.parse(answer2);
} catch (e) {
	message.trouble = answer2.slice(0, 300);
}
offered(message.data?.structures?.length === 1 && message.data.dataSets.length === 1,
	"sdmx-rest's query by REST 2.0 gives SDMX-JSON 2.0", answer2);

const list2 = await ask(sdmx.getMetadataQuery({ resource: "codelist", agency: "GCMTRACK", id: "CL_VOICE" }), now);
check(/CIVIL_SOCIETY/.test(list2), "sdmx-rest finds codes by REST 2.0", list2.slice(0, 300));

const there = await ask(sdmx.getAvailabilityQuery({ flow: "GCMTRACK,CELLS,1.0", key: "A.XAV.." }), old);
offered(/CIVIL_SOCIETY/.test(there), "sdmx-rest asks what there is", there);
const schema = await ask(sdmx.getSchemaQuery({ context: "dataflow", agency: "GCMTRACK", id: "CELLS", version: "1.0" }), old);
offered(/schema/.test(schema) && /REF_AREA/.test(schema), "sdmx-rest asks for the schema of the data", schema);
end();
