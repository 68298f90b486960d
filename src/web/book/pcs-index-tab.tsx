/** The Index of ICD-10-PCS to be walked: each term leads to its table with the characters filled in that it settles, or to another term. */
import { Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { PcsIndexLineView } from "../../http/contract/code-book.ts";
import { RequestProblem } from "../api/client.ts";
import { usePcsIndexTerm, usePcsMainTerms } from "../api/code-book.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { NothingBegins } from "./nothing-begins.tsx";
import { Tree, TreeNode } from "./tree.tsx";
import { useWayToTree } from "./way-to-tree.ts";

interface Walk {
  readonly open: (term: number | undefined) => void;
  /** To the table, with these characters settled. */
  readonly build: (at: string) => void;
  /** Procedures that have these words. */
  readonly find: (words: string) => void;
  readonly choose: (code: string) => void;
}

export function PcsIndexTab({ term, ...walk }: Walk & { readonly term: number | undefined }) {
  const [from, setFrom] = useState("");
  const [asked] = useDebouncedValue(from, 120);
  const mains = usePcsMainTerms(asked);
  const { list, onKeyDown } = useWayToTree(asked === from && !mains.isPlaceholderData);
  if (mains.isPending) return <Waiting what="the Index" />;
  if (mains.isError)
    return mains.error instanceof RequestProblem && mains.error.problem.problem === "not-found" ? (
      <Empty title="The Index of ICD-10-PCS is not loaded">
        It comes with the tables: where the program runs, <code>claimwright codes update icd10pcs</code> fetches them.
      </Empty>
    ) : (
      <Failed error={mains.error} retry={mains.refetch} />
    );
  const lines = mains.data.pages.flatMap((page) => page.lines);
  return (
    <Stack gap="xs">
      <TextInput
        size="xs"
        label="Main term that begins with"
        description="Enter leads to the table with the characters that the term settles, or to the term it refers to"
        placeholder="Excision, Bypass, Cholecystectomy …"
        value={from}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setFrom(event.currentTarget.value);
          walk.open(undefined);
        }}
      />
      <Text size="xs" className="dimmed">
        {mains.data.pages[0]?.release === "" ? "" : `Index of ${mains.data.pages[0]?.release}`}
      </Text>
      <Stack gap="xs" ref={list}>
        {term !== undefined && <FollowedTerm key={term} id={term} {...walk} />}
        <NothingBegins asked={asked} first={lines[0]?.term} />
        <Tree label="Index of ICD-10-PCS" key={asked}>
          {lines.map((line, index) => (
            <Line key={line.id} line={line} level={1} first={index === 0} {...walk} />
          ))}
        </Tree>
      </Stack>
      {mains.hasNextPage && (
        <Button size="xs" variant="default" loading={mains.isFetchingNextPage} onClick={() => void mains.fetchNextPage()}>
          More terms
        </Button>
      )}
    </Stack>
  );
}

/** Where a reference led: the term with the way to it, and what stands below. */
function FollowedTerm({ id, ...walk }: Walk & { readonly id: number }) {
  const found = usePcsIndexTerm(id);
  if (found.isPending) return <Waiting what="the term" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  const { line, above } = found.data;
  return (
    <div className="panel">
      <Group justify="space-between" px="sm" pt={6}>
        <Text size="xs" className="dimmed">
          {above.length === 0 ? "Followed to" : above.map((one) => one.term).join(" › ")}
        </Text>
        <Button size="compact-xs" variant="subtle" onClick={() => walk.open(undefined)}>
          Close the term
        </Button>
      </Group>
      <Tree label="The term that was followed">
        <Line line={line} level={1} first startsOpen startsFocused {...walk} />
      </Tree>
    </div>
  );
}

interface LineProps extends Walk {
  readonly line: PcsIndexLineView;
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
function chosenBy({ code, see, use }: PcsIndexLineView, walk: Walk): (() => void) | undefined {
  if (code?.length === 7) return () => walk.choose(code);
  if (code !== undefined && code.length >= 3) return () => walk.build(code);
  const to = see?.to;
  if (to !== undefined) return () => walk.open(to);
  const words = see?.words ?? use;
  return words === undefined ? undefined : () => walk.find(words);
}

function Below({ id, level, ...walk }: Walk & { readonly id: number; readonly level: number }) {
  const found = usePcsIndexTerm(id);
  if (found.isPending) return <div className="book-wait dimmed">…</div>;
  if (found.isError) return <div className="book-wait">{found.error.message}</div>;
  return found.data.lines.map((line) => <Line key={line.id} line={line} level={level} {...walk} />);
}

/** What Enter does stands last in the line; a reference that has its own characters leads to the term by the mouse as well. */
function LineWords({ line: { term, code, see, use }, open }: Walk & { readonly line: PcsIndexLineView }) {
  const to = see?.to;
  return (
    <span className="index-line">
      {term !== "" && <span>{term} </span>}
      {see !== undefined &&
        (to === undefined ? (
          <i className="dimmed">see {see.words} </i>
        ) : (
          <Anchor
            component="button"
            tabIndex={-1}
            size="sm"
            underline="always"
            mr={6}
            onClick={(event) => {
              event.stopPropagation();
              open(to);
            }}
          >
            see {see.words}
          </Anchor>
        ))}
      {use !== undefined && <i className="dimmed">use {use} </i>}
      {code !== undefined && (
        <span className="mono book-index-code">
          {code}
          {code.length < 7 ? "-" : ""}
        </span>
      )}
    </span>
  );
}
