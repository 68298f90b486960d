import { ActionIcon, Button, Group, Popover, Table, Text, TextInput } from "@mantine/core";
import { usd } from "../words.ts";
import { CodePicker } from "./code-picker.tsx";
import { type ChargeField, chargeProblems, type DraftCharge, withoutSpan } from "./coding-draft.ts";
import { type CodingTableProps, EvidenceLine } from "./diagnosis-table.tsx";

export function ChargeTable({ draft, change, visit, target, aim, look }: CodingTableProps) {
  const locked = visit.actions.find((action) => action.name === "save-coding")?.allowed !== true;
  const problems = draft.charges.map((one) => chargeProblems(one, draft.diagnoses.length));
  const edit = (index: number, fields: Partial<DraftCharge>): void =>
    change((before) => ({ ...before, charges: before.charges.map((one, at) => (at === index ? { ...one, ...fields } : one)) }));
  return (
    <>
      <Table verticalSpacing={4}>
        {draft.charges.length > 0 && (
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Service</Table.Th>
              <Table.Th w={76}>Modifiers</Table.Th>
              <Table.Th w={56}>Units</Table.Th>
              <Table.Th w={78}>Pointers</Table.Th>
              {visit.money !== undefined && <Table.Th w={92}>Amount</Table.Th>}
              <Table.Th w={104} aria-label="Commands" />
            </Table.Tr>
          </Table.Thead>
        )}
        <Table.Tbody>
          {draft.charges.map((one, index) => (
            <Table.Tr key={one.key} data-cursor={target?.kind === "charge" && target.index === index}>
              <Table.Td>
                <Group gap={6} wrap="nowrap">
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    className="mono"
                    style={{ flexShrink: 0 }}
                    onClick={() => look({ system: "cpt", code: one.procedure })}
                  >
                    {one.procedure}
                  </Button>
                  <Text size="sm">{one.words === "" ? "number only: no wording of ours" : one.words}</Text>
                </Group>
                <Group gap={8}>
                  <Expected visit={visit} procedure={one.procedure} line={index + 1} />
                  <EvidenceLine
                    of={one.procedure}
                    evidence={one.evidence}
                    locked={locked}
                    remove={(at) => edit(index, { evidence: withoutSpan(one, at).evidence })}
                  />
                </Group>
                <Problems of={problems[index] ?? {}} />
              </Table.Td>
              {cells
                .filter(({ field }) => field !== "amount" || visit.money !== undefined)
                .map(({ field, label }) => (
                  <Cell
                    key={field}
                    label={`${label} of ${one.procedure}`}
                    value={one[field]}
                    locked={locked}
                    wrong={problems[index]?.[field] !== undefined}
                    set={(value) => edit(index, { [field]: value })}
                  />
                ))}
              <Table.Td>
                <Group gap={4} wrap="nowrap" justify="flex-end">
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={locked || visit.note === undefined}
                    onClick={() => aim({ kind: "charge", index })}
                  >
                    Evidence
                  </Button>
                  <ActionIcon
                    size="sm"
                    variant="default"
                    aria-label={`Remove ${one.procedure}`}
                    disabled={locked}
                    onClick={() => change((before) => ({ ...before, charges: before.charges.filter((_, at) => at !== index) }))}
                  >
                    ×
                  </ActionIcon>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <div className="panel-body">
        <CodePicker
          systems="cpt,hcpcs"
          on={visit.date}
          label="Add a service"
          placeholder="Add a service: new patient visit of low complexity, 99203, flu shot …"
          disabled={locked || draft.charges.length >= 50}
          pick={(hit) =>
            change((before) => ({
              ...before,
              charges: [
                ...before.charges,
                {
                  key: `${hit.code}-${before.charges.length}-${Date.now()}`,
                  procedure: hit.code,
                  words: hit.title,
                  modifiers: "",
                  units: "1",
                  pointers: before.diagnoses.length === 0 ? "" : "1",
                  amount: "",
                  evidence: [],
                },
              ],
            }))
          }
        />
      </div>
    </>
  );
}

const cells: readonly { readonly field: ChargeField; readonly label: string }[] = [
  { field: "modifiers", label: "Modifiers" },
  { field: "units", label: "Units" },
  { field: "pointers", label: "Diagnoses" },
  { field: "amount", label: "Amount" },
];

function Problems({ of }: { readonly of: Partial<Record<ChargeField, string>> }) {
  const texts = Object.values(of);
  if (texts.length === 0) return null;
  return (
    <Text size="xs" c="red" role="alert">
      {texts.join(" ")}
    </Text>
  );
}

function Cell({
  label,
  value,
  locked,
  wrong,
  set,
}: {
  readonly label: string;
  readonly value: string;
  readonly locked: boolean;
  readonly wrong: boolean;
  readonly set: (value: string) => void;
}) {
  return (
    <Table.Td>
      <TextInput
        size="xs"
        error={wrong}
        aria-label={label}
        value={value}
        disabled={locked}
        onChange={(event) => set(event.currentTarget.value)}
        styles={{ input: { padding: "0 6px" } }}
      />
    </Table.Td>
  );
}

/** What the payer's contract should allow, with its formula. */
function Expected({
  visit,
  procedure,
  line,
}: {
  readonly visit: CodingTableProps["visit"];
  readonly procedure: string;
  readonly line: number;
}) {
  const expected = visit.charges.find((charge) => charge.lineNumber === line && charge.procedure === procedure)?.expected;
  if (expected === undefined) return null;
  return (
    <Popover width={380} withArrow>
      <Popover.Target>
        <Button size="compact-xs" variant="light" style={{ flexShrink: 0 }}>
          expect {usd(expected.allowed)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {expected.formula.map((row) => (
          <Text size="xs" key={row}>
            {row}
          </Text>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
