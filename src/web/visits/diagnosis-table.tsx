import { ActionIcon, Badge, Button, Group, Table, Text } from "@mantine/core";
import type { VisitView } from "../../http/contract/visits.ts";
import { CodePicker } from "./code-picker.tsx";
import type { Target } from "./codes-step.tsx";
import { type Draft, moveDiagnosis, removeDiagnosis, withoutSpan } from "./coding-draft.ts";

export interface CodingTableProps {
  readonly draft: Draft;
  readonly change: (update: (before: Draft) => Draft) => void;
  readonly visit: VisitView;
  readonly target: Target | undefined;
  readonly aim: (target: Target) => void;
  readonly look: (code: { readonly system: string; readonly code: string }) => void;
}

export function DiagnosisTable({ draft, change, visit, target, aim, look }: CodingTableProps) {
  const locked = visit.actions.find((action) => action.name === "save-coding")?.allowed !== true;
  return (
    <>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {draft.diagnoses.map((one, index) => (
            <Table.Tr key={one.key} data-cursor={target?.kind === "diagnosis" && target.index === index}>
              <Table.Td w={28}>{index + 1}</Table.Td>
              <Table.Td w={92}>
                <Button size="compact-xs" variant="subtle" className="mono" onClick={() => look({ system: "icd10cm", code: one.code })}>
                  {one.code}
                </Button>
              </Table.Td>
              <Table.Td>
                <Text size="sm">{one.title}</Text>
                <EvidenceLine
                  of={one.code}
                  evidence={one.evidence}
                  locked={locked}
                  remove={(at) =>
                    change((before) => ({
                      ...before,
                      diagnoses: before.diagnoses.map((row, position) => (position === index ? withoutSpan(row, at) : row)),
                    }))
                  }
                />
              </Table.Td>
              <Table.Td w={236}>
                <Group gap={4} justify="flex-end" wrap="nowrap">
                  <Validity visit={visit} code={one.code} />
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={locked || visit.note === undefined}
                    onClick={() => aim({ kind: "diagnosis", index })}
                  >
                    Evidence
                  </Button>
                  <ActionIcon
                    size="sm"
                    variant="default"
                    aria-label={`Move ${one.code} up`}
                    disabled={locked || index === 0}
                    onClick={() => change((before) => moveDiagnosis(before, { from: index, to: index - 1 }))}
                  >
                    ↑
                  </ActionIcon>
                  <ActionIcon
                    size="sm"
                    variant="default"
                    aria-label={`Move ${one.code} down`}
                    disabled={locked || index === draft.diagnoses.length - 1}
                    onClick={() => change((before) => moveDiagnosis(before, { from: index, to: index + 1 }))}
                  >
                    ↓
                  </ActionIcon>
                  <ActionIcon
                    size="sm"
                    variant="default"
                    aria-label={`Remove ${one.code}`}
                    disabled={locked}
                    onClick={() => change((before) => removeDiagnosis(before, index))}
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
          systems="icd10cm"
          on={visit.date}
          label="Add a diagnosis"
          placeholder="Add a diagnosis: words or a code"
          disabled={locked || draft.diagnoses.length >= 12}
          pick={(hit) =>
            change((before) => ({
              ...before,
              diagnoses: [
                ...before.diagnoses,
                { key: `${hit.code}-${before.diagnoses.length}-${Date.now()}`, code: hit.code, title: hit.title, evidence: [] },
              ],
            }))
          }
        />
      </div>
    </>
  );
}

/** The words behind a code, each of which can be taken away. */
export function EvidenceLine({
  of,
  evidence,
  locked,
  remove,
}: {
  readonly of: string;
  readonly evidence: readonly { readonly text: string; readonly start: number }[];
  readonly locked: boolean;
  readonly remove: (at: number) => void;
}) {
  if (evidence.length === 0) return null;
  return (
    <Group gap={4}>
      {evidence.map((span, at) => (
        <Text size="xs" className="dimmed" key={`${span.start}-${span.text}`} span>
          “{span.text.trim()}”
          {!locked && (
            <ActionIcon
              size={16}
              variant="subtle"
              color="gray"
              ml={2}
              aria-label={`Take “${span.text.trim()}” away from ${of}`}
              onClick={() => remove(at)}
            >
              ×
            </ActionIcon>
          )}
        </Text>
      ))}
    </Group>
  );
}

function Validity({ visit, code }: { readonly visit: VisitView; readonly code: string }) {
  const saved = visit.diagnoses.find((one) => one.code === code);
  if (saved === undefined || saved.validity === "valid") return null;
  return (
    <Badge size="xs" variant="light" color={saved.validity === "invalid" ? "red" : "gray"} tt="none">
      {saved.validity === "invalid" ? "not valid on the date" : "not in the loaded releases"}
    </Badge>
  );
}
