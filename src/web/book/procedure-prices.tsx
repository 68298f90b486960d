/** What each schedule has for a procedure, with the sum behind each price. */
import { ScrollArea, Stack, Table, Text } from "@mantine/core";
import type { BookProcedureView } from "../../http/contract/code-book.ts";
import { usDate } from "../words.ts";

type Facts = BookProcedureView["facts"];
type Row = Facts["physician"][number];

export function PhysicianPrices({ rows }: { readonly rows: readonly Row[] }) {
  const [first] = rows;
  if (first === undefined) return null;
  return (
    <Stack gap={6} mt="xs">
      <ScrollArea type="auto">
        <Table verticalSpacing={3} horizontalSpacing={6} className="book-table" aria-label="Physician fee schedule">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Part</Table.Th>
              <Table.Th className="money">Office</Table.Th>
              <Table.Th className="money">Facility</Table.Th>
              <Table.Th className="money">Work RVU</Table.Th>
              <Table.Th className="money">
                Expense
                <br />
                office
              </Table.Th>
              <Table.Th className="money">
                Expense
                <br />
                facility
              </Table.Th>
              <Table.Th className="money">
                Mal-
                <br />
                practice
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.modifier}>
                <Table.Td>{row.modifier === "" ? "whole" : row.modifier}</Table.Td>
                <Table.Td className="money">{priced(row.nonFacility.amount)}</Table.Td>
                <Table.Td className="money">{priced(row.facility.amount)}</Table.Td>
                <Table.Td className="money">{row.work}</Table.Td>
                <Table.Td className="money">{row.nonFacilityPe}</Table.Td>
                <Table.Td className="money">{row.facilityPe}</Table.Td>
                <Table.Td className="money">{row.malpractice}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <dl className="facts book-facts">
        {first.indicators.map(({ name, value, words }) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>
              <span className="mono">{value}</span> {words}
            </dd>
          </div>
        ))}
      </dl>
      <details>
        <summary className="book-summary">How the prices are reached</summary>
        {rows.map((row) => (
          <div key={row.modifier}>
            {[...new Set([...row.nonFacility.formula, ...row.facility.formula])].map((line) => (
              <Text size="xs" key={line}>
                {line}
              </Text>
            ))}
          </div>
        ))}
      </details>
    </Stack>
  );
}

function priced(amount: string | undefined): string {
  return amount === undefined ? "none" : `$${amount}`;
}

/** Every other schedule that knows the code, one line each. */
export function OtherPrices({ facts }: { readonly facts: Facts }) {
  const lines = [...outpatientLines(facts), ...laboratoryLines(facts), ...drugLines(facts), ...equipmentLines(facts)];
  if (lines.length === 0)
    return facts.physician.length > 0 ? null : (
      <Text size="sm" mt="xs">
        No schedule that is loaded has a price for it on this day.
      </Text>
    );
  return (
    <dl className="facts book-facts">
      {lines.map(({ name, words, release }) => (
        <div key={`${name}${words}`} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>
            {words}
            {release !== undefined && <span className="dimmed"> ({release})</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface PriceLine {
  readonly name: string;
  readonly words: string;
  readonly release?: string | undefined;
}

function outpatientLines({ outpatient }: Facts): readonly PriceLine[] {
  if (outpatient === undefined) return [];
  const { status, statusWords, apc, rate, copayment, release } = outpatient;
  const words = [
    `${status}${statusWords === undefined ? "" : `, ${statusWords}`}`,
    ...(apc === undefined ? [] : [`APC ${apc}`]),
    ...(rate === undefined ? [] : [`$${rate} before the wage index`]),
    ...(copayment === undefined ? [] : [`the patient's share $${copayment}`]),
  ];
  return [{ name: "Outpatient hospital", words: words.join("; "), release }];
}

function laboratoryLines({ laboratory }: Facts): readonly PriceLine[] {
  return laboratory.map(({ modifier, amount, release }) => ({
    name: `Laboratory${modifier === "" ? "" : `, ${modifier}`}`,
    words: amount === undefined ? "priced by the contractor" : `$${amount}`,
    release,
  }));
}

function drugLines({ drug, packageCount, packages }: Facts): readonly PriceLine[] {
  if (drug === undefined) return [];
  const days = drug.from === undefined || drug.until === undefined ? "" : `, ${usDate(drug.from)} to ${usDate(drug.until)}`;
  const share = drug.coinsurancePercent === undefined ? "" : `; the patient's share ${drug.coinsurancePercent} %`;
  const [one] = packages;
  return [
    {
      name: "Drug",
      words: `$${drug.limit}${drug.unit === undefined ? " a unit" : ` for ${drug.unit}`}${share}${days}`,
      release: drug.release,
    },
    ...(one === undefined ? [] : [{ name: "Packages", words: `${packageCount}; the first is NDC ${one.ndc} ${one.drug}, ${one.labeler}` }]),
  ];
}

function equipmentLines({ equipment }: Facts): readonly PriceLine[] {
  return equipment.map(({ modifiers, state, rural, amount, ceiling, floor, release }) => ({
    name: `Equipment${modifiers.length === 0 ? "" : `, ${modifiers.join(" ")}`}`,
    words: [
      amount === undefined ? "no amount" : `$${amount}`,
      `for a patient who lives in ${state}${rural ? ", rural" : ""}`,
      ...(ceiling === undefined || floor === undefined ? [] : [`between $${floor} and $${ceiling} in all states`]),
    ].join(", "),
    release,
  }));
}
