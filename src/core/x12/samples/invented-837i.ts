/** Invented institutional claim files of any size: stays and outpatient visits in turn, the same for the same seed. */
import { cents, formatCents, sumCents } from "../../kernel/cents.ts";
import { addDays, formatCompactDate } from "../../kernel/iso-date.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { claimNumber, type Dice, diagnosisCodes, firstDay, inventedAddress, inventedName, inventedNpis, newDice } from "./invented.ts";
import type { InventedFile } from "./invented-837p.ts";

/** One interchange with one ST … SE of so many claims (about 800 bytes each). */
export function inventedInstitutionalClaimFile({ claims, seed }: InventedFile): Uint8Array {
  const dice = newDice(seed);
  const body = [...parties, ...Array.from({ length: claims }, (_, index) => claim(dice, index)).flat()];
  const segments = [...opening, ...body, `SE*${body.length + 2}*0001`, "GE*1*3", "IEA*1*000000003"];
  return encodeUtf8(segments.map((one) => `${one}~\n`).join(""));
}

const opening = [
  "ISA*00*          *00*          *ZZ*MAPLEHOSPITAL  *ZZ*HARBORHEALTH   *261201*0930*^*00501*000000003*0*T*:",
  "GS*HC*MAPLEHOSPITAL*HARBORHEALTH*20261201*0930*3*X*005010X223A2",
  "ST*837*0001*005010X223A2",
];

const parties = [
  "BHT*0019*00*INVENTED*20261201*0930*CH",
  "NM1*41*2*MAPLE HOSPITAL*****46*MAPLEHOSPITAL",
  "PER*IC*BILLING OFFICE*TE*5555550100",
  "NM1*40*2*HARBOR HEALTH PLAN*****46*HARBORHEALTH",
  "HL*1**20*1",
  "PRV*BI*PXC*282N00000X",
  `NM1*85*2*MAPLE HOSPITAL*****XX*${inventedNpis[0]}`,
  "N3*12 ORCHARD LANE",
  "N4*FAIRMONT*OH*430010001",
  "REF*EI*123456780",
];

function claim(dice: Dice, index: number): readonly string[] {
  const address = inventedAddress(dice);
  const subscriber = inventedName(dice);
  const born = formatCompactDate(addDays(firstDay, -7_000 - dice.roll(20_000)));
  return [
    `HL*${index + 2}*1*22*0`,
    `SBR*P*18*G${1000 + dice.roll(900)}******CI`,
    `NM1*IL*1*${subscriber.last}*${subscriber.first ?? ""}****MI*M${100_000_000 + index}`,
    `N3*${address.line1}`,
    `N4*${address.city}*${address.state ?? ""}*${address.zip ?? ""}`,
    `DMG*D8*${born}*${dice.pick(["F", "M"])}`,
    "NM1*PR*2*HARBOR HEALTH PLAN*****PI*HHP01",
    ...(index % 2 === 0 ? stay(dice, index) : visit(dice, index)),
  ];
}

/** Two to six days in a room, with drugs and supplies. */
function stay(dice: Dice, index: number): readonly string[] {
  const from = addDays(firstDay, index % 280);
  const nights = 2 + dice.roll(5);
  const [start, end] = [formatCompactDate(from), formatCompactDate(addDays(from, nights))];
  const charges = [cents(80_000 * nights), cents(5_000 + dice.roll(90_000)), cents(1_200 + dice.roll(30_000))];
  const [room, drugs, supplies] = charges.map(formatCents);
  const first = dice.roll(diagnosisCodes.length);
  const second = (first + 1 + dice.roll(diagnosisCodes.length - 1)) % diagnosisCodes.length;
  return [
    `CLM*${claimNumber(index)}*${formatCents(sumCents(charges))}***11:A:1**A*Y*Y`,
    "DTP*096*TM*1100",
    `DTP*434*RD8*${start}-${end}`,
    `DTP*435*DT*${start}1530`,
    "CL1*1*1*01",
    `REF*EA*MR${100_000 + index}`,
    `HI*ABK:${diagnosisCodes[first] ?? ""}:::::::Y`,
    `HI*ABJ:${diagnosisCodes[first] ?? ""}`,
    `HI*ABF:${diagnosisCodes[second] ?? ""}:::::::N`,
    `HI*BBR:0BH17EZ:D8:${start}`,
    `HI*BE:80:::${nights}`,
    ...doctor(dice, "71", inventedNpis[1]),
    "PRV*AT*PXC*207R00000X",
    ...doctor(dice, "72", inventedNpis[2]),
    "LX*1",
    `SV2*0120**${room ?? ""}*DA*${nights}`,
    "LX*2",
    `SV2*0250**${drugs ?? ""}*UN*${1 + dice.roll(9)}`,
    "LX*3",
    `SV2*0270**${supplies ?? ""}*UN*1`,
  ];
}

/** A visit to the emergency department with a laboratory test. */
function visit(dice: Dice, index: number): readonly string[] {
  const day = formatCompactDate(addDays(firstDay, index % 280));
  const charges = [cents(30_000 + dice.roll(60_000)), cents(3_275)];
  const [emergency, laboratory] = charges.map(formatCents);
  return [
    `CLM*${claimNumber(index)}*${formatCents(sumCents(charges))}***13:A:1**A*Y*Y`,
    `DTP*434*RD8*${day}-${day}`,
    "CL1*3*1*01",
    `REF*EA*MR${100_000 + index}`,
    `HI*ABK:${dice.pick(diagnosisCodes)}`,
    "HI*APR:R0789",
    ...doctor(dice, "71", inventedNpis[1]),
    "LX*1",
    `SV2*0450*HC:99283*${emergency ?? ""}*UN*1`,
    `DTP*472*D8*${day}`,
    `REF*6R*${claimNumber(index)}-1`,
    "LX*2",
    `SV2*0305*HC:85025*${laboratory ?? ""}*UN*1`,
    `DTP*472*D8*${day}`,
    `REF*6R*${claimNumber(index)}-2`,
  ];
}

function doctor(dice: Dice, role: string, npi: string): readonly string[] {
  const { last, first } = inventedName(dice);
  return [`NM1*${role}*1*${last}*${first ?? ""}****XX*${npi}`];
}
