/** The Neoplasm Table by behaviour and the Table of Drugs by intent: a term a line, its six codes beside it. */
import { Anchor, Button, ScrollArea, Stack, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { IndexLineView } from "../../http/contract/code-book.ts";
import { useIndexTerm, useMainTerms } from "../api/code-book.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";

const columns = {
  neoplasm: ["Malignant primary", "Malignant secondary", "In situ", "Benign", "Uncertain behavior", "Unspecified behavior"],
  drug: ["Accidental", "Self-harm", "Assault", "Undetermined", "Adverse effect", "Underdosing"],
} as const;

interface Props {
  readonly book: "neoplasm" | "drug";
  readonly choose: (code: string) => void;
}

export function TableTab({ book, choose }: Props) {
  const [from, setFrom] = useState("");
  const [asked] = useDebouncedValue(from, 120);
  const mains = useMainTerms({ book, from: asked });
  if (mains.isPending) return <Waiting what="the table" />;
  if (mains.isError) return <Failed error={mains.error} retry={mains.refetch} />;
  const lines = mains.data.pages.flatMap((page) => page.lines);
  return (
    <Stack gap="xs">
      <TextInput
        size="xs"
        label={book === "drug" ? "Drug or chemical that begins with" : "Site that begins with"}
        placeholder={book === "drug" ? "Aspirin, Heroin …" : "breast, lung …"}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      {lines.length === 0 ? (
        <Empty title="Nothing there">The table that is loaded has no such line.</Empty>
      ) : (
        <ScrollArea type="auto">
          <Table verticalSpacing={2} horizontalSpacing={4} striped className="book-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{book === "drug" ? "Substance" : "Site"}</Table.Th>
                {columns[book].map((words) => (
                  <Table.Th key={words}>{words}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((line) => (
                <Line key={line.id} line={line} level={0} choose={choose} startsOpen={book === "neoplasm" && lines.length === 1} />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      )}
      {mains.hasNextPage && (
        <Button size="xs" variant="default" loading={mains.isFetchingNextPage} onClick={() => void mains.fetchNextPage()}>
          More lines
        </Button>
      )}
    </Stack>
  );
}

interface LineProps {
  readonly line: IndexLineView;
  readonly level: number;
  readonly choose: (code: string) => void;
  readonly startsOpen?: boolean;
}

function Line({ line, level, choose, startsOpen = false }: LineProps) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <>
      <Table.Tr>
        <Table.Td style={{ paddingLeft: 6 + level * 14 }}>
          {line.below > 0 ? (
            <button type="button" className="sort-head" aria-expanded={open} onClick={() => setOpen(!open)}>
              <span aria-hidden="true">{open ? "▾ " : "▸ "}</span>
              {line.term}
            </button>
          ) : (
            line.term
          )}
          {line.nonessential.length > 0 && <span className="dimmed"> ({line.nonessential.join(") (")})</span>}
          {line.see !== undefined && <i className="dimmed"> see {line.see.words}</i>}
        </Table.Td>
        {Array.from({ length: 6 }, (_, column) => {
          const code = line.cells?.[column] ?? "";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns of the table never move
            <Table.Td key={column}>
              {code !== "" && (
                <Anchor component="button" className="mono" onClick={() => choose(code.replace(/-$/, ""))}>
                  {code}
                </Anchor>
              )}
            </Table.Td>
          );
        })}
      </Table.Tr>
      {open && <Below id={line.id} level={level + 1} choose={choose} />}
    </>
  );
}

function Below({ id, level, choose }: { readonly id: number; readonly level: number; readonly choose: (code: string) => void }) {
  const found = useIndexTerm({ id, wanted: true });
  if (found.data === undefined)
    return (
      <Table.Tr>
        <Table.Td colSpan={7}>
          <Text size="xs" className="dimmed">
            {found.isError ? found.error.message : "…"}
          </Text>
        </Table.Td>
      </Table.Tr>
    );
  return found.data.lines.map((line) => <Line key={line.id} line={line} level={level} choose={choose} />);
}
