/** The Neoplasm Table by behaviour and the Table of Drugs by intent: a term a line, its six codes beside it. */
import { Anchor, Button, ScrollArea, Stack, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { IndexLineView } from "../../http/contract/code-book.ts";
import { useIndexTerm, useMainTerms } from "../api/code-book.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { NothingBegins } from "./nothing-begins.tsx";
import { walkRows } from "./walk-rows.ts";
import { useWayToTree } from "./way-to-tree.ts";

const columns = {
  // With the places where a narrow column may break them.
  neoplasm: [
    "Malig\u00adnant primary",
    "Malig\u00adnant second\u00adary",
    "In situ",
    "Benign",
    "Uncer\u00adtain behavior",
    "Unspec\u00adified behavior",
  ],
  drug: [
    "Acci\u00adden\u00adtal",
    "Self-harm",
    "As\u00adsault",
    "Un\u00adde\u00adter\u00admined",
    "Ad\u00adverse effect",
    "Under\u00addosing",
  ],
} as const;

interface Props {
  readonly book: "neoplasm" | "drug";
  readonly choose: (code: string) => void;
}

export function TableTab({ book, choose }: Props) {
  const [from, setFrom] = useState("");
  const [asked] = useDebouncedValue(from, 120);
  const [followed, setFollowed] = useState("");
  const mains = useMainTerms({ book, from: asked });
  const { list, onKeyDown } = useWayToTree(asked === from && !mains.isPlaceholderData);
  const follow = (words: string): void => {
    const line = lineOfReference(words);
    setFrom(line);
    setFollowed(line);
    document.querySelector<HTMLElement>("[data-row-field]")?.focus();
  };
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
        data-row-field
        onKeyDown={onKeyDown}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      {lines.length > 0 && <NothingBegins asked={asked} first={lines[0]?.term} what={book === "drug" ? "substance" : "site"} />}
      {lines.length === 0 ? (
        <Empty title="Nothing there">The table that is loaded has no such line.</Empty>
      ) : (
        <ScrollArea type="auto" ref={list} onKeyDown={walkRows}>
          <Table verticalSpacing={2} horizontalSpacing={4} striped className="book-table book-cells">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{book === "drug" ? "Substance" : "Site"}</Table.Th>
                {columns[book].map((words) => (
                  <Table.Th key={words}>{words}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((line, index) => (
                <Line
                  key={`${line.id} ${index === 0 && asked === followed}`}
                  line={line}
                  level={0}
                  choose={choose}
                  follow={follow}
                  startsOpen={(book === "neoplasm" && lines.length === 1) || (index === 0 && asked !== "" && asked === followed)}
                />
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

/** "Neoplasm, sinus, nasal" is the line sinus; what stands under it is open then. */
function lineOfReference(words: string): string {
  return (words.replace(/^neoplasm, */i, "").split(",")[0] ?? "").trim();
}

interface Walk {
  readonly choose: (code: string) => void;
  readonly follow: (words: string) => void;
}

interface LineProps extends Walk {
  readonly line: IndexLineView;
  readonly level: number;
  readonly startsOpen?: boolean;
}

function Line({ line, level, choose, follow, startsOpen = false }: LineProps) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <>
      <Table.Tr data-row>
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
          {line.see !== undefined && <See {...line.see} follow={follow} />}
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
      {open && <Below id={line.id} level={level + 1} choose={choose} follow={follow} />}
    </>
  );
}

function See({
  words,
  to,
  follow,
}: {
  readonly words: string;
  readonly to?: number | undefined;
  readonly follow: (words: string) => void;
}) {
  if (to === undefined) return <i className="dimmed"> see {words}</i>;
  return (
    <Anchor
      component="button"
      underline="always"
      fz="inherit"
      ml={4}
      ta="left"
      style={{ whiteSpace: "normal" }}
      onClick={() => follow(words)}
    >
      see {words}
    </Anchor>
  );
}

function Below({ id, level, ...walk }: Walk & { readonly id: number; readonly level: number }) {
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
  return found.data.lines.map((line) => <Line key={line.id} line={line} level={level} {...walk} />);
}
