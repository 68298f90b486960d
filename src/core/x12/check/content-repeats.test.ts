/** Claim numbers that stand twice in one transaction: of one patient, of two, and asked for twice. */
import { describe, expect, it } from "vitest";
import { fileWith, findingsOf } from "../../../../test/support/x12-single-fault.ts";
import { specimens } from "../samples/specimens.ts";

const visit = specimens["837P visit"];

/** From HL of the patient's level to the last line. */
const level = visit.slice(
  visit.findIndex((one) => one.startsWith("HL*2*")),
  visit.findIndex((one) => one.startsWith("SE*")),
);

/** The visit, and the same again under a level of its own, changed. */
function twice(change: (segment: string) => string): readonly string[] {
  const again = level.map((one) => change(one.replace("HL*2*", "HL*3*")));
  const end = visit.findIndex((one) => one.startsWith("SE*"));
  return findingsOf(fileWith([...visit.slice(0, end), ...again, ...visit.slice(end)]));
}

const place = `${visit.findIndex((one) => one.startsWith("CLM*")) + 1 + level.length} 1 2300`;

describe("a claim number that stands twice", () => {
  it("is told when the same services are asked for again, under whichever level", () => {
    expect(twice((one) => one)).toEqual([`X12-CLAIM-TWICE ${place}`]);
  });

  it("is told when it is of another patient", () => {
    expect(twice((one) => one.replace("OKAFOR*ADA", "PETROV*ELIAS").replace("20261120", "20261119"))).toEqual([`X12-CLAIM-TWICE ${place}`]);
  });

  it("is told of twins, who differ by the first name alone", () => {
    expect(twice((one) => one.replace("OKAFOR*ADA", "OKAFOR*IDA").replace("20261120", "20261119"))).toEqual([`X12-CLAIM-TWICE ${place}`]);
  });

  it("is one patient's account when the services are others", () => {
    expect(twice((one) => one.replace("20261120", "20261119"))).toEqual([]);
  });

  it("may be that of the claim that is replaced", () => {
    expect(
      twice((one) => one.replace("11:B:1", "11:B:7").replace("REF*D9", "REF*F8*HHP0000000001~REF*D9")).filter((one) =>
        one.includes("TWICE"),
      ),
    ).toEqual([]);
  });
});
