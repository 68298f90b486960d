import fc from "fast-check";
import { expect, test } from "vitest";
import { anyEnvelope, professionalClaim } from "../../../../test/support/x12-arbitraries.ts";
import { cents } from "../../kernel/cents.ts";
import { isoDate } from "../../kernel/iso-date.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { readAcknowledgementFile } from "./read-acknowledgements.ts";
import { acknowledgementOf, type BatchResult, writeClaimAcknowledgements } from "./write-claim-acknowledgement.ts";

const on = isoDate("2026-11-23");

const batchResult: fc.Arbitrary<BatchResult> = fc
  .array(fc.record({ claim: professionalClaim, accepted: fc.boolean() }), { minLength: 1, maxLength: 4 })
  .map((decided) => ({
    control: "0001",
    reference: "ACK1",
    on,
    at: "0930",
    source: { name: "Harbor Health Plan", id: "HHP01", idQualifier: "PI", role: "PR", trace: "T1", receivedOn: on, processedOn: on },
    submitter: { name: { kind: "organisation" as const, last: "Maple Family Practice" }, id: "S1" },
    batchReference: "B1",
    results: decided.map(({ claim, accepted }) => ({
      claim,
      accepted,
      statuses: accepted
        ? [{ category: "A2", status: "20" }]
        : [
            { category: "A7", status: "562", entity: "82" },
            { category: "A7", status: "21" },
          ],
      ...(accepted ? { payerControlNumber: `P${claim.controlNumber}` } : { text: "Rendering provider is not known" }),
    })),
  }));

test("what is acknowledged is read back as it was, and the totals add up", () => {
  fc.assert(
    fc.property(batchResult, (result) => {
      const acknowledgement = acknowledgementOf(result);
      const { acknowledgements, findings } = readAcknowledgementFile(
        encodeUtf8(writeClaimAcknowledgements([acknowledgement], anyEnvelope)),
      );
      expect(findings).toEqual([]);
      expect(acknowledgements.map((one) => one.value)).toEqual([acknowledgement]);
      const totals = acknowledgement.receivers[0]?.totals;
      expect((totals?.accepted ?? 0) + (totals?.rejected ?? 0)).toBe(result.results.length);
      expect((totals?.acceptedAmount ?? 0) + (totals?.rejectedAmount ?? 0)).toBe(
        result.results.reduce((sum, one) => sum + one.claim.charge, 0),
      );
    }),
    { numRuns: 100 },
  );
});

test("a 999 names the bad segment, element and claim; a TA1 the envelope", () => {
  const file = [
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *261123*0930*^*00501*000000007*0*T*:~",
    "TA1*000000123*261122*1200*E*000~",
    "GS*FA*PAYER*PRACTICE*20261123*0930*7*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*55*005010X222A1~",
    "AK2*837*0001*005010X222A1~IK3*CLM*22*2300*8~CTX*CLM01:A-1001~IK4*5:3*1325*7*9~CTX*SITUATIONAL TRIGGER*CLM*22*2300*5:3*1325~",
    "IK5*R*5*I5~AK2*837*0002~IK5*A~AK9*P*2*2*1~SE*11*0001~GE*1*7~IEA*1*000000007~",
  ].join("");
  const { acknowledgements } = readAcknowledgementFile(encodeUtf8(file));
  expect(acknowledgements.map(({ kind, value }) => ({ kind, value }))).toEqual([
    { kind: "TA1", value: { control: "000000123", date: "261122", time: "1200", verdict: "E", note: "000" } },
    {
      kind: "999",
      value: {
        groupCode: "HC",
        groupControl: "55",
        groupVersion: "005010X222A1",
        verdict: "P",
        setsIncluded: 2,
        setsReceived: 2,
        setsAccepted: 1,
        groupNotes: [],
        sets: [
          {
            set: "837",
            control: "0001",
            guide: "005010X222A1",
            verdict: "R",
            notes: ["5", "I5"],
            errors: [
              {
                tag: "CLM",
                position: 22,
                loop: "2300",
                code: "8",
                context: [{ names: [{ name: "CLM01", value: "A-1001" }] }],
                elements: [
                  {
                    element: 5,
                    component: 3,
                    reference: "1325",
                    code: "7",
                    value: "9",
                    context: [
                      {
                        names: [{ name: "SITUATIONAL TRIGGER" }],
                        tag: "CLM",
                        position: 22,
                        loop: "2300",
                        element: 5,
                        component: 3,
                        reference: "1325",
                      },
                    ],
                  },
                ],
              },
            ],
          },
          { set: "837", control: "0002", verdict: "A", notes: [], errors: [] },
        ],
      },
    },
  ]);
});

test("line statuses, amounts and line numbers of a 277CA are read", () => {
  const acknowledgement = {
    control: "0002",
    reference: "R2",
    source: { name: "Plan", role: "AY" },
    receivers: [
      {
        name: { kind: "organisation" as const, last: "Practice" },
        statuses: [],
        providers: [
          {
            name: { kind: "person" as const, last: "Okafor", first: "Ada" },
            npi: "1234567893",
            statuses: [{ statuses: [{ category: "A3", status: "24", entity: "85" }], action: "U", amount: cents(12_345) }],
            claims: [
              {
                controlNumber: "A-1001",
                statuses: [{ statuses: [{ category: "A7", status: "21" }], on, action: "U", amount: cents(15_000) }],
                clearinghouseNumber: "CH9",
                serviceFrom: on,
                serviceTo: isoDate("2026-11-24"),
                lines: [
                  {
                    procedure: { qualifier: "HC", code: "99213", modifiers: [] },
                    charge: cents(15_000),
                    controlNumber: "L1",
                    statuses: [{ statuses: [{ category: "A7", status: "454" }], on, action: "U" }],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  };
  const { acknowledgements, findings } = readAcknowledgementFile(encodeUtf8(writeClaimAcknowledgements([acknowledgement], anyEnvelope)));
  expect(findings).toEqual([]);
  expect(acknowledgements[0]?.value).toEqual(acknowledgement);
});
