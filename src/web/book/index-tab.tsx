/** The Alphabetic Index to be walked: terms with what may stand beside them, their default code, and where see and see also lead. */
import { Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { IndexLineView } from "../../http/contract/code-book.ts";
import { useIndexTerm, useMainTerms } from "../api/code-book.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { NothingBegins } from "./nothing-begins.tsx";
import { Tree, TreeNode } from "./tree.tsx";
import { useWayToTree } from "./way-to-tree.ts";

interface Props {
  readonly book: "index" | "external-cause";
  readonly term: number | undefined;
  readonly open: (term: number | undefined) => void;
  readonly choose: (code: string) => void;
  /** To the Neoplasm Table or the Table of Drugs, where it is loaded. */
  readonly toTable: (words: string) => (() => void) | undefined;
}

export function IndexTab({ book, term, open, choose, toTable }: Props) {
  const [from, setFrom] = useState("");
  const [asked] = useDebouncedValue(from, 120);
  const mains = useMainTerms({ book, from: asked });
  const { list, onKeyDown } = useWayToTree(asked === from && !mains.isPlaceholderData);
  const walk = { open, choose, toTable };
  if (mains.isPending) return <Waiting what="the Index" />;
  if (mains.isError) return <Failed error={mains.error} retry={mains.refetch} />;
  const lines = mains.data.pages.flatMap((page) => page.lines);
  return (
    <Stack gap="xs">
      <TextInput
        size="xs"
        label="Main term that begins with"
        placeholder={book === "index" ? "Diabetes, Fracture, Pain …" : "Fall, Bite, Collision …"}
        value={from}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setFrom(event.currentTarget.value);
          open(undefined);
        }}
      />
      <Stack gap="xs" ref={list}>
        {term !== undefined && <OpenTerm key={term} id={term} {...walk} />}
        {lines.length > 0 && <NothingBegins asked={asked} first={lines[0]?.term} />}
        {lines.length === 0 ? (
          <Empty title="No such term">The Index that is loaded has no main term there.</Empty>
        ) : (
          <Tree label={book === "index" ? "Alphabetic Index" : "External Cause Index"} key={asked}>
            {lines.map((line, index) => (
              <Line key={line.id} line={line} level={1} first={index === 0} {...walk} />
            ))}
          </Tree>
        )}
      </Stack>
      {mains.hasNextPage && (
        <Button size="xs" variant="default" loading={mains.isFetchingNextPage} onClick={() => void mains.fetchNextPage()}>
          More terms
        </Button>
      )}
    </Stack>
  );
}

interface Walk {
  readonly open: (term: number | undefined) => void;
  readonly choose: (code: string) => void;
  readonly toTable: (words: string) => (() => void) | undefined;
}

/** Where a reference led: the term with the way to it, and what stands below. */
function OpenTerm({ id, open, choose, toTable }: Walk & { readonly id: number }) {
  const found = useIndexTerm({ id, wanted: true });
  if (found.isPending) return <Waiting what="the term" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  const { line, above } = found.data;
  return (
    <div className="panel">
      <Group justify="space-between" px="sm" pt={6}>
        <Text size="xs" className="dimmed">
          {above.length === 0 ? "Followed to" : above.map((one) => one.term).join(" › ")}
        </Text>
        <Button size="compact-xs" variant="subtle" onClick={() => open(undefined)}>
          Close the term
        </Button>
      </Group>
      <Tree label="The term that was followed">
        <Line line={line} level={1} first startsOpen startsFocused open={open} choose={choose} toTable={toTable} />
      </Tree>
    </div>
  );
}

interface LineProps extends Walk {
  readonly line: IndexLineView;
  readonly level: number;
  readonly first?: boolean;
  readonly startsOpen?: boolean;
  readonly startsFocused?: boolean;
}

function Line({ line, level, first = false, startsOpen = false, startsFocused = false, ...walk }: LineProps) {
  return (
    <TreeNode
      level={level}
      first={first}
      startsOpen={startsOpen}
      startsFocused={startsFocused}
      expandable={line.below > 0}
      choose={chosenBy(line, walk)}
      name={<LineWords line={line} {...walk} />}
      below={() => <Below id={line.id} level={level + 1} {...walk} />}
    />
  );
}

/** What the line leads to; undefined where only what stands below it does. */
function chosenBy({ code, see }: IndexLineView, walk: Walk): (() => void) | undefined {
  if (code !== undefined) return () => walk.choose(code);
  const to = see?.to;
  return to === undefined ? walk.toTable(see?.words ?? "") : () => walk.open(to);
}

function Below({ id, level, ...walk }: Walk & { readonly id: number; readonly level: number }) {
  const found = useIndexTerm({ id, wanted: true });
  if (found.isPending) return <div className="book-wait dimmed">…</div>;
  if (found.isError) return <div className="book-wait">{found.error.message}</div>;
  return found.data.lines.map((line) => <Line key={line.id} line={line} level={level} {...walk} />);
}

function LineWords({ line, open, choose, toTable }: Walk & { readonly line: IndexLineView }) {
  const { term, nonessential, code, incomplete, manifestation, see, seeAlso } = line;
  return (
    <span className="index-line">
      <span>{term}</span>
      {nonessential.length > 0 && <span className="dimmed"> ({nonessential.join(") (")})</span>}
      {code !== undefined && (
        <span className="mono book-index-code">
          {" "}
          {code}
          {incomplete ? "-" : ""}
          {manifestation === undefined ? "" : ` [${manifestation}]`}
        </span>
      )}
      {manifestation !== undefined && (
        <Anchor component="button" tabIndex={-1} size="xs" underline="always" onClick={stopped(() => choose(manifestation))}>
          {" "}
          manifestation {manifestation}
        </Anchor>
      )}
      {see !== undefined && <Reference kind="see" {...see} open={open} toTable={toTable} />}
      {seeAlso !== undefined && <Reference kind="see also" {...seeAlso} open={open} toTable={toTable} />}
    </span>
  );
}

function Reference({
  kind,
  words,
  to,
  open,
  toTable,
}: Pick<Walk, "open" | "toTable"> & {
  readonly kind: string;
  readonly words: string;
  readonly to?: number | undefined;
}) {
  const follow = to === undefined ? toTable(words) : () => open(to);
  if (follow === undefined)
    return (
      <i className="dimmed">
        {" "}
        {kind} {words}
      </i>
    );
  return (
    <Anchor component="button" tabIndex={-1} size="sm" underline="always" ml={6} onClick={stopped(follow)}>
      {kind} {words}
    </Anchor>
  );
}

function stopped(act: () => void) {
  return (event: { readonly stopPropagation: () => void }) => {
    event.stopPropagation();
    act();
  };
}
