import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonOf } from "../../../../test/support/json-of.ts";
import { anyEnvelope, professionalClaimBatch, remittance } from "../../../../test/support/x12-arbitraries.ts";
import { inventedRemittanceFile } from "../samples/invented-835.ts";
import { inventedProfessionalClaimFile } from "../samples/invented-837p.ts";
import { decodeText, encodeUtf8 } from "../syntax/decode.ts";
import { detectX12 } from "./detect.ts";
import { x12Json } from "./json.ts";
import { newJsonBytes } from "./json-bytes.ts";
import type { JsonShape } from "./json-shapes.ts";
import { professionalClaimBatchJson, remittanceJson } from "./json-values.ts";
import { writeRemittances } from "./write-remittances.ts";

test("money is text with two decimals, dates are ISO, nothing is lost on the way through text", () => {
  const { transactions, findings } = x12Json(inventedProfessionalClaimFile({ claims: 1, seed: 1 }));
  expect(findings).toEqual([]);
  expect(transactions.map(({ type }) => type)).toEqual(["837P"]);
  const text = JSON.stringify(transactions[0]?.content);
  expect(text).toContain('"charge":"');
  expect(text).toMatch(/"createdOn":"2026-12-01"/);
  expect(text).toMatch(/"controlNumber":"A-000001","charge":"\d+\.\d\d","placeOfService":"11"/);
});

test("every value of a claim or remittance becomes JSON, with its keys in one order", () => {
  const textOf = <Value>({ write }: JsonShape<Value>, value: Value): string => {
    const out = newJsonBytes();
    write(out, value);
    return decodeText(out.bytes, 0, out.size);
  };
  fc.assert(
    fc.property(professionalClaimBatch, remittance, (batch, payment) => {
      const text = textOf(professionalClaimBatchJson, batch);
      expect(text).toBe(JSON.stringify(jsonOf(professionalClaimBatchJson.schema, batch)));
      expect(textOf(remittanceJson, payment)).toBe(JSON.stringify(jsonOf(remittanceJson.schema, payment)));
      const shuffled = Object.fromEntries(Object.entries(batch).reverse()) as typeof batch;
      expect(textOf(professionalClaimBatchJson, shuffled)).toBe(text);
    }),
    { numRuns: 50 },
  );
});

test("several transactions of several kinds keep the order of the file; unknown sets are shown as segments", () => {
  const isa = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *261123*0930*^*00501*000000007*1*T*:~";
  const file = encodeUtf8(
    `${isa}TA1*000000001*261122*1200*A*000~GS*BE*A*B*20261123*0930*1*X*005010X220A1~ST*834*0001*005010X220A1~EQ*30^98**IND~SV*HC:99213~SE*4*0001~GE*1*1~` +
      "GS*HP*A*B*20261123*0930*2*X*005010X221A1~ST*835*0002~BPR*H*0*C*NON~TRN*1*T*1~SE*4*0002~GE*1*2~IEA*2*000000007~",
  );
  const { transactions } = x12Json(file);
  expect(transactions.map(({ type }) => type)).toEqual(["TA1", "834", "835"]);
  expect(transactions[1]?.content).toEqual({
    segments: [
      { tag: "EQ", elements: [{ repetitions: ["30", "98"] }, "", "IND"] },
      { tag: "SV", elements: [["HC", "99213"]] },
    ],
  });
  expect(transactions[2]?.content).toMatchObject({ payment: { amount: "0.00", method: "NON" } });
  expect(detectX12(file)).toEqual({ isX12: true, sets: ["TA1", "834", "835"], partial: false });
});

test("kinds are told from the beginning of a file", () => {
  expect(detectX12(inventedProfessionalClaimFile({ claims: 200, seed: 1 }))).toEqual({ isX12: true, sets: ["837P"], partial: true });
  expect(detectX12(inventedRemittanceFile({ claims: 2, seed: 1 }))).toEqual({ isX12: true, sets: ["835"], partial: false });
  expect(detectX12(encodeUtf8("Dear Sir, this is a letter."))).toEqual({ isX12: false, sets: [], partial: false });
  expect(detectX12(new Uint8Array(0))).toEqual({ isX12: false, sets: [], partial: false });
  expect(detectX12(encodeUtf8(writeRemittances([], anyEnvelope)))).toEqual({ isX12: true, sets: [], partial: false });
});
