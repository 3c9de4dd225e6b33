// SPDX-License-Identifier: Apache-2.0
// What is answered is what /openapi.json says it is, to ajv.
import { check, end, base, json, need } from "./tap.mjs";

const Ajv = need("ajv/dist/2020").default;
const formats = need("ajv-formats").default;

const api = await json("/openapi.json");
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
formats(ajv);
ajv.addSchema({ $id: "http://gcmtrack.invalid/api", components: api.components });

// The schema of an answer, its references led to the whole document.
function compile(schema) {
	return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"http://gcmtrack.invalid/api#/components')));
}

// Values of the parameters that a route cannot do without.
const submission = (await json("/api/v1/submissions?state=XBO")).data[0].id;
const values = { state: "XAV", states: "XAV,XBO", round: "IMRF2026", q: "detention", iso3: "XAV" };
const ids = {
	"/api/v1/catalogues/{id}": "gcm", "/api/v1/passages/{id}": `${submission}.1`, "/api/v1/releases/{id}": "2026.1",
};

function address(path, parameters) {
	const query = parameters.filter((p) => p.in === "query" && p.required).map((p) => `${p.name}=${values[p.name]}`);

	return path.replace("{iso3}", "XAV").replace("{a}", "2026.1").replace("{b}", "head").replace("{id}", ids[path] ?? submission) +
		(query.length ? "?" + query.join("&") : "");
}

// What a reference stands for, or the thing itself.
const whole = (thing) => (thing.$ref ? thing.$ref.slice(2).split("/").reduce((o, k) => o[k], api) : thing);

async function holds(path, headers, status, get) {
	const url = address(path, (get.parameters ?? []).map(whole));
	const answer = await fetch(base + url + (status === 400 ? (url.includes("?") ? "&" : "?") + "nonsense=1" : ""), { headers });
	const type = (answer.headers.get("content-type") ?? "").split(";")[0];
	const told = whole(get.responses[answer.status] ?? {}).content?.[type];
	const body = await answer.text();

	if (answer.status !== status || !told)
		return `${url}: ${answer.status} ${type} is not documented`;
	if (!/json/.test(type))
		return "";
	const valid = compile(told.schema);

	return valid(JSON.parse(body)) ? "" : `${url}: ${ajv.errorsText(valid.errors).slice(0, 600)}`;
}

let count = 0;
const bad = [];
const refused = [];

for (const [path, item] of Object.entries(api.paths)) {
	if (!item.get || !whole(item.get.responses[200]).content?.["application/json"])
		continue;
	count += 1;
	bad.push(await holds(path, { Accept: "application/json" }, 200, item.get));
	refused.push(await holds(path, { Accept: "application/json" }, 400, item.get));
}
check(count > 20 && !bad.some(Boolean), "every JSON answer fits its schema in openapi.json", bad.filter(Boolean).join("\n"));
check(!refused.some(Boolean), "so does every refusal of a parameter", refused.filter(Boolean).join("\n"));

// A schema that lets anything through would say nothing.
const cells = compile(api.paths["/api/v1/cells"].get.responses[200].content["application/json"].schema);
const one = await json("/api/v1/cells?state=XAV&limit=1");
const wrong = [
	(c) => (c.score = "57.0"), (c) => (c.status = "fine"), (c) => delete c.voice, (c) => (c.passages = "many"),
	(c) => (c.levels = []),
].map((spoil) => {
	const copy = structuredClone(one);

	spoil(copy.data[0]);
	return cells(copy);
});
check(cells(one) && !wrong.some(Boolean), "and a cell that is spoilt does not fit", wrong);
end();
