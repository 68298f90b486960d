/** The code book over HTTP: the Tabular tree, the Index, one code whole, changes, what a person keeps, and FHIR's questions. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, type DoorWorld, openDoorWorld } from "../../test/support/door-world.ts";

let world: DoorWorld;
let coder: Client;
const date = "2026-11-16";

beforeAll(async () => {
  world = await openDoorWorld();
  await world.addPerson("coder@example.org", "coder");
  coder = world.browser();
  await coder.signIn("coder@example.org");
});
afterAll(() => world.close());

const api = async (path: string) => (await coder.get(`/api/v1${path}`)).json as never;

describe("the book", () => {
  it("goes from a chapter down to the code, with what stands above each place", async () => {
    const chapters: { rows: { at: string }[] } = await api(`/book/tabular?date=${date}`);
    expect(chapters.rows.map(({ at }) => at)).toContain("chapter 9");
    const blocks: { rows: { at: string }[] } = await api(`/book/tabular?date=${date}&at=chapter%209`);
    expect(blocks.rows.map(({ at }) => at)).toContain("I10-I1A");
    const categories: { rows: { at: string; billable?: boolean }[] } = await api(`/book/tabular?date=${date}&at=I10-I1A`);
    expect(categories.rows.find(({ at }) => at === "I10")).toMatchObject({ billable: true });
    const code: { above: { at: string }[] } = await api(`/book/tabular?date=${date}&at=I11.9`);
    expect(code.above.map(({ at }) => at)).toEqual(["chapter 9", "I10-I1A", "I11", "I11.9"]);
    expect((await coder.get(`/api/v1/book/tabular?date=${date}&at=nowhere`)).status).toBe(404);
  });

  it("walks the Index from a main term to its subterms, and follows where it says see", async () => {
    const { lines }: { lines: { id: number; term: string; code?: string; see?: { words: string; to?: number } }[] } =
      await api("/book/index?from=hypertension");
    const main = lines[0];
    expect(main).toMatchObject({ term: expect.stringMatching(/^Hypertension/), code: "I10" });
    const term: { lines: { id: number; term: string }[]; above: unknown[] } = await api(`/book/index/${main?.id}`);
    expect(term.lines.length).toBeGreaterThan(3);
    const below: { above: { term: string }[] } = await api(`/book/index/${term.lines[0]?.id}`);
    expect(below.above.map((one) => one.term)).toEqual([main?.term]);
    const all: { lines: typeof lines } = await api("/book/index?from=alcohol");
    const led = all.lines.find(({ see }) => see?.to !== undefined)?.see;
    expect((await coder.get(`/api/v1/book/index/${led?.to}`)).status).toBe(200);
    expect((await coder.get("/api/v1/book/index/9999999")).status).toBe(404);
  });

  it("shows a code with inherited notes apart, the next characters, and what the visit's other codes forbid", async () => {
    const page: {
      notes: { kind: string; inherited: boolean }[];
      steps: { code: string; adds: string }[];
      conflicts: { with: string }[];
    } = await api(`/book/diagnoses/E11.9?date=${date}&beside=E10.9,I10`);
    expect(page.notes.some(({ inherited }) => inherited)).toBe(true);
    expect(page.conflicts.map((one) => one.with)).toEqual(["E10.9"]);
    const cold: { conflicts: object[]; apart: object[] } = await api(`/book/diagnoses/J00?date=${date}&beside=J02.9,J30.1,R05.9`);
    expect([cold.conflicts, cold.apart]).toEqual([
      [{ with: "J02.9", text: expect.stringMatching(/pharyngitis|sore throat/), at: "J00" }],
      // Symptoms stand at the chapter, which is no news.
      [{ with: "J30.1", text: "allergic rhinitis (J30.1-J30.9)", at: "J00" }],
    ]);
    const heading: typeof page = await api(`/book/diagnoses/M25.56?date=${date}`);
    expect(heading.steps.map(({ code, adds }) => [code, adds])).toContainEqual(["M25.561", "Pain in right knee"]);
  });

  it.each([
    ["I10", ["icd10cm I10"]],
    ["e119", ["icd10cm E11.9"]],
    ["E11", ["icd10cm E11"]],
    ["99213", ["cpt 99213"]],
    ["lt", ["modifier LT"]],
    ["11", ["pos 11"]],
    ["J1100", ["hcpcs J1100", "icd10cm J11.00"]],
    ["J11.00", ["icd10cm J11.00", "hcpcs J1100"]],
    ["X9X9", []],
  ])("finds the system of %s by itself", async (code, expected) => {
    const { places }: { places: { system: string; code: string }[] } = await api(`/book/codes/${code}?date=${date}`);
    expect(places.map((one) => `${one.system} ${one.code}`)).toEqual(expected);
  });

  it("narrows what was found by side and says why each code is there", async () => {
    const all: { results: { code: string; because: string }[]; facets: { name: string; words: { word: string }[] }[] } = await api(
      `/codes/search?q=knee+pain&date=${date}&systems=icd10cm`,
    );
    expect(all.facets.find(({ name }) => name === "side")?.words.map(({ word }) => word)).toEqual(
      expect.arrayContaining(["left", "right"]),
    );
    expect(all.results[0]?.because).not.toBe("");
    const left: typeof all = await api(`/codes/search?q=knee+pain&date=${date}&systems=icd10cm&side=left`);
    expect(left.results[0]?.code).toBe("M25.562");
    expect(left.results.map(({ code }) => code)).not.toContain("M25.561");
  });

  it("keeps codes for one person alone, and what was opened last behind them", async () => {
    const mark = (code: string, act: string) => coder.post("/api/v1/book/marks", { system: "icd10cm", code, act, date });
    expect((await mark("I10", "keep")).status).toBe(200);
    expect((await mark("J18.9", "opened")).status).toBe(200);
    expect((await mark("ZZZ", "keep")).status).toBe(404);
    const { marks }: { marks: { code: string; favourite: boolean }[] } = await api(`/book/marks?date=${date}`);
    expect(marks.map(({ code, favourite }) => [code, favourite])).toEqual([
      ["I10", true],
      ["J18.9", false],
    ]);
    await mark("I10", "drop");
    const after: typeof marks = ((await api(`/book/marks?date=${date}`)) as { marks: typeof marks }).marks;
    expect(after.every(({ favourite }) => !favourite)).toBe(true);
    await world.addPerson("other@example.org", "coder");
    const other = world.browser();
    await other.signIn("other@example.org");
    expect((await other.get(`/api/v1/book/marks?date=${date}`)).json).toEqual({ marks: [] });
  });

  it("lists modifiers and procedures from where one asks", async () => {
    const { rows }: { rows: { code: string }[] } = await api(`/book/list/hcpcs?date=${date}&from=J`);
    expect(rows[0]?.code).toMatch(/^J/);
    const modifiers: { rows: { code: string }[] } = await api(`/book/list/modifier?date=${date}`);
    expect(modifiers.rows.map(({ code }) => code)).toContain("25");
  });
});

describe("FHIR", () => {
  const system = "http://hl7.org/fhir/sid/icd-10-cm";
  const ask = (path: string) => coder.get(`/fhir${path}`);

  it("says what it answers, to anybody", async () => {
    const { status, json } = await world.browser().get("/fhir/metadata");
    expect(status).toBe(200);
    expect(json).toMatchObject({ resourceType: "CapabilityStatement", fhirVersion: "4.0.1", kind: "instance" });
  });

  it("looks a code up, with its parent and the words it stands for", async () => {
    const { status, json } = await ask(`/CodeSystem/$lookup?system=${system}&code=I11.9&date=${date}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({ resourceType: "Parameters" });
    expect(json.parameter).toContainEqual({ name: "display", valueString: "Hypertensive heart disease without heart failure" });
    expect(json.parameter).toContainEqual({
      name: "property",
      part: [
        { name: "code", valueCode: "parent" },
        { name: "value", valueCode: "I11" },
      ],
    });
  });

  it.each([
    ["I10", true, undefined],
    ["I11", true, /heading/],
    ["i119", true, undefined],
    ["I99.99", false, /not a code/],
  ])("validates %s as %s", async (code, result, message) => {
    const { json } = await ask(`/CodeSystem/$validate-code?url=${system}&code=${code}&date=${date}`);
    expect(json.parameter[0]).toEqual({ name: "result", valueBoolean: result });
    expect(json.parameter.find(({ name }: { name: string }) => name === "message")?.valueString).toEqual(
      message === undefined ? undefined : expect.stringMatching(message),
    );
  });

  it("has no heading in the value set of what is reported, though the system has it", async () => {
    const { json } = await ask(`/ValueSet/$validate-code?url=${system}?fhir_vs&code=I11&date=${date}`);
    expect(json.parameter.slice(0, 2)).toEqual([
      { name: "result", valueBoolean: false },
      { name: "message", valueString: "I11 is a heading: a longer code is reported." },
    ]);
    const other = await ask(`/CodeSystem/$validate-code?url=${system}&code=I11&display=Gout&date=${date}`);
    expect(other.json.parameter[0]).toEqual({ name: "result", valueBoolean: false });
    expect(other.json.parameter[1].valueString).toMatch(/heading.* The display of I11 is "Hypertensive heart disease"\.$/);
  });

  it("is not content with another display", async () => {
    const { json } = await ask(`/ValueSet/$validate-code?url=${system}?fhir_vs&code=I10&display=Gout&date=${date}`);
    expect(json.parameter[0]).toEqual({ name: "result", valueBoolean: false });
  });

  it("expands a system by pages, and by words the likeliest first", async () => {
    const page = async (offset: number) =>
      (await ask(`/ValueSet/$expand?url=${encodeURIComponent(`${system}?fhir_vs`)}&count=5&offset=${offset}&date=${date}`)).json;
    const [first, second] = [await page(0), await page(5)];
    expect(first.expansion.total).toBeGreaterThan(1000);
    const codes = [...first.expansion.contains, ...second.expansion.contains].map(({ code }: { code: string }) => code);
    expect(new Set(codes).size).toBe(10);
    expect(codes.toSorted()).toEqual(codes);
    const { json } = await ask(`/ValueSet/$expand?url=${system}&filter=pneumonia&count=3&date=${date}`);
    expect(json.expansion.contains[0]).toEqual({ system, code: "J18.9", display: "Pneumonia, unspecified organism" });
    expect(json.expansion.contains).toHaveLength(3);
  });

  it("knows the modifiers of HCPCS as codes of its system, CPT's own not", async () => {
    const hcpcs = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
    const validate = async (code: string) =>
      (await ask(`/CodeSystem/$validate-code?url=${hcpcs}&code=${code}&date=${date}`)).json.parameter[0].valueBoolean;
    expect([await validate("LT"), await validate("25"), await validate("ZZ")]).toEqual([true, false, false]);
    const { json } = await ask(`/CodeSystem/$lookup?system=${hcpcs}&code=LT&date=${date}`);
    expect(json.parameter).toContainEqual({
      name: "property",
      part: [
        { name: "code", valueCode: "inactive" },
        { name: "value", valueBoolean: false },
      ],
    });
    const expansion = async (filter: string): Promise<readonly string[]> =>
      (await ask(`/ValueSet/$expand?url=${hcpcs}?fhir_vs&count=1000&date=${date}&filter=${filter}`)).json.expansion.contains.map(
        (one: { code: string }) => one.code,
      );
    const all = await expansion("");
    expect(all).toEqual(expect.arrayContaining(["LT", "RT"]));
    expect([all.includes("25"), all.toSorted()]).toEqual([false, all]);
    const left = await expansion("left");
    expect(left).toContain("LT");
    expect(left.filter((code) => /^[0-9]/.test(code))).toEqual([]);
  });

  it("says neither true nor false of a day that no release covers", async () => {
    const { status, json } = await ask(`/CodeSystem/$validate-code?url=${system}&code=I10&date=2015-03-01`);
    expect([status, json.issue[0].code]).toEqual([404, "not-found"]);
    expect(json.issue[0].diagnostics).toMatch(/^No loaded release covers 2015-03-01 for I10: .* There are: FY2027 starter/);
    const looked = await ask(`/CodeSystem/$lookup?system=${system}&code=I10&date=2015-03-01`);
    expect(looked.status).toBe(200);
    expect(JSON.stringify(looked.json)).not.toContain("inactive");
  });

  it("finds every title with the words, also behind the thousandth, on each day with the words of its release", async () => {
    const found = async (filter: string, count = 1000) =>
      (await ask(`/ValueSet/$expand?url=${system}&filter=${filter}&count=${count}&date=${date}`)).json.expansion;
    const { total, contains } = await found("unspecified");
    expect(total).toBe(new Set(contains.map(({ code }: { code: string }) => code)).size);
    expect((await found("unspecified", 1)).total).toBe(total);
    const all = (await ask(`/ValueSet/$expand?url=${system}&count=1000&date=${date}`)).json.expansion.contains;
    const having = all.filter(({ display }: { display: string }) => /\bunspecified/i.test(display));
    expect(having.length).toBeGreaterThan(5);
    const codes = contains.map(({ code }: { code: string }) => code);
    expect(having.map(({ code }: { code: string }) => code).filter((code: string) => !codes.includes(code))).toEqual([]);
  });

  it("answers what is wrong as an OperationOutcome", async () => {
    const outcome = (code: string) => ({ resourceType: "OperationOutcome", issue: [expect.objectContaining({ severity: "error", code })] });
    expect(await ask(`/CodeSystem/$lookup?system=${system}&code=X9X9&date=${date}`)).toMatchObject({
      status: 404,
      json: outcome("not-found"),
    });
    expect(await ask(`/CodeSystem/$lookup?system=http://loinc.org&code=1&date=${date}`)).toMatchObject({ status: 404 });
    expect(await ask(`/CodeSystem/$lookup?system=${system}&date=${date}`)).toMatchObject({ status: 400, json: outcome("required") });
    expect(await ask(`/CodeSystem/$lookup?system=${system}&code=I10&date=soon`)).toMatchObject({ status: 400, json: outcome("invalid") });
    const stranger = await world.browser().get(`/fhir/CodeSystem/$lookup?system=${system}&code=I10`);
    expect(stranger).toMatchObject({ status: 401, json: outcome("login") });
  });

  /** As FHIR clients send it. */
  const post = (path: string, parameter: readonly object[], type = "application/fhir+json") =>
    coder.post(`/fhir${path}`, { resourceType: "Parameters", parameter }, { "content-type": type, "x-claimwright": "" });
  const dated = { name: "date", valueDateTime: `${date}T09:30:00-05:00` };

  it.each([
    ["/CodeSystem/$lookup", `system=${system}&code=I11.9`, [{ name: "coding", valueCoding: { system, code: "I11.9" } }]],
    [
      "/CodeSystem/$lookup",
      `system=${system}&code=I10`,
      [
        { name: "system", valueUri: system },
        { name: "code", valueCode: "I10" },
      ],
    ],
    ["/CodeSystem/$validate-code", `url=${system}&code=I11`, [{ name: "coding", valueCoding: { system, code: "I11" } }]],
    [
      "/ValueSet/$validate-code",
      `url=${system}?fhir_vs&code=I10&display=Gout`,
      [
        { name: "url", valueUri: `${system}?fhir_vs` },
        { name: "coding", valueCoding: { system, code: "I10", display: "Gout" } },
      ],
    ],
    [
      "/ValueSet/$expand",
      `url=${system}&filter=pneumonia&count=3`,
      [
        { name: "url", valueUri: system },
        { name: "filter", valueString: "pneumonia" },
        { name: "count", valueInteger: 3 },
      ],
    ],
  ] as const)("answers %s to %s by POST as by GET", async (path, address, parameter) => {
    const byAddress = await ask(`${path}?${address}&date=${date}`);
    expect(byAddress.status).toBe(200);
    for (const type of ["application/fhir+json; charset=utf-8", "application/json"]) {
      const { status, json } = await post(path, [...parameter, dated], type);
      expect({ status, json }).toEqual({ status: 200, json: byAddress.json });
    }
  });

  it("takes the coding of a concept that it knows", async () => {
    const coding = [
      { system: "http://snomed.info/sct", code: "38341003" },
      { system, code: "I10" },
    ];
    const concept = { name: "codeableConcept", valueCodeableConcept: { coding } };
    expect((await post("/CodeSystem/$validate-code", [concept, dated])).json.parameter[0]).toEqual({ name: "result", valueBoolean: true });
    const other = await post("/ValueSet/$validate-code", [
      { name: "url", valueUri: `${system}?fhir_vs` },
      { name: "coding", valueCoding: coding[0] },
      dated,
    ]);
    expect(other.json.parameter[0]).toEqual({ name: "result", valueBoolean: false });
    expect(other.json.parameter[1].valueString).toMatch(/not of http:\/\/snomed/);
  });

  it("asks a release by its name, its year, its first day, or behind the address; and the day must be of it", async () => {
    const version = (json: { parameter: { name: string; valueString?: string }[] }) =>
      json.parameter.find(({ name }) => name === "version")?.valueString;
    for (const asked of ["&version=FY2027%20starter", "&version=2027", "&version=2026-10-01", `&version=2027&date=2026-12-01`]) {
      const { status, json } = await ask(`/CodeSystem/$lookup?system=${system}&code=I10${asked}`);
      expect([status, version(json)]).toEqual([200, "FY2027 starter"]);
    }
    const behind = await ask(`/ValueSet/$expand?url=${encodeURIComponent(`${system}?fhir_vs|2027`)}&count=1`);
    expect(behind.json.expansion).toMatchObject({
      timestamp: "2026-10-01T00:00:00Z",
      parameter: expect.arrayContaining([{ name: "version", valueUri: `${system}|FY2027 starter` }]),
    });
    const absent = await ask(`/CodeSystem/$validate-code?url=${system}&code=I10&version=2019`);
    expect(absent.status).toBe(404);
    expect(absent.json.issue[0]).toMatchObject({ code: "not-found", diagnostics: expect.stringContaining("There are: FY2027 starter") });
  });

  it.each([
    [
      "a code of nobody",
      "/CodeSystem/$lookup",
      [
        { name: "code", valueCode: "X9X9" },
        { name: "system", valueUri: system },
      ],
      404,
      "not-found",
    ],
    ["no code", "/CodeSystem/$lookup", [{ name: "system", valueUri: system }], 400, "required"],
    ["no url", "/CodeSystem/$validate-code", [{ name: "code", valueCode: "I10" }], 400, "required"],
    [
      "a wrong day",
      "/ValueSet/$expand",
      [
        { name: "url", valueUri: system },
        { name: "date", valueDate: "2026-02-30" },
      ],
      400,
      "invalid",
    ],
    [
      "a count that is none",
      "/ValueSet/$expand",
      [
        { name: "url", valueUri: system },
        { name: "count", valueInteger: -1 },
      ],
      400,
      "invalid",
    ],
    [
      "a value set that comes along",
      "/ValueSet/$expand",
      [{ name: "valueSet", resource: { resourceType: "ValueSet" } }],
      400,
      "not-supported",
    ],
  ] as const)("answers %s by POST as an OperationOutcome", async (_, path, parameter, status, code) => {
    expect(await post(path, parameter)).toMatchObject({ status, json: { resourceType: "OperationOutcome", issue: [{ code }] } });
  });

  it("reads no other resource, and no other form", async () => {
    const bundle = await coder.post("/fhir/CodeSystem/$lookup", { resourceType: "Bundle" });
    expect(bundle).toMatchObject({ status: 400, json: { resourceType: "OperationOutcome" } });
    const xml = await post("/CodeSystem/$lookup", [], "application/fhir+xml");
    expect(xml).toMatchObject({ status: 415, json: { resourceType: "OperationOutcome", issue: [{ code: "not-supported" }] } });
  });
});
