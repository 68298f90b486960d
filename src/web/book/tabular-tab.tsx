/** The Tabular List as a tree, with the notes of the chapter or block that was opened. */
import { Text } from "@mantine/core";
import type { TreeRowView } from "../../http/contract/code-book.ts";
import { useTabular } from "../api/code-book.ts";
import { noteKindWords } from "../explain/code-detail.tsx";
import { Failed, Waiting } from "../frame/states.tsx";
import { Tree, TreeNode } from "./tree.tsx";

interface Props {
  readonly date: string;
  readonly chosen: string | undefined;
  readonly choose: (code: string) => void;
}

export function TabularTab({ date, chosen, choose }: Props) {
  const roots = useTabular({ at: "", date, wanted: true });
  // The chapter and block of the code at hand are open when one comes here with it.
  const path = useTabular({ at: chosen ?? "", date, wanted: chosen !== undefined });
  if (roots.isPending || (chosen !== undefined && path.isPending)) return <Waiting what="the Tabular List" />;
  if (roots.isError) return <Failed error={roots.error} retry={roots.refetch} />;
  const above = new Set((path.data?.above ?? []).map(({ at }) => at));
  return (
    <Tree label="Tabular List" key={`${date} ${[...above].join(" ")}`}>
      {roots.data.rows.map((row, index) => (
        <Row key={row.at} row={row} level={1} first={index === 0} date={date} chosen={chosen} above={above} choose={choose} />
      ))}
    </Tree>
  );
}

interface RowProps extends Props {
  readonly row: TreeRowView;
  readonly level: number;
  readonly first?: boolean;
  readonly above: ReadonlySet<string>;
}

function Row({ row, level, first = false, ...rest }: RowProps) {
  const isCode = row.billable !== undefined;
  return (
    <TreeNode
      level={level}
      first={first}
      expandable={row.below > 0}
      startsOpen={rest.above.has(row.at) && row.at !== rest.chosen}
      chosen={row.at === rest.chosen}
      startsInView={row.at === rest.chosen}
      choose={isCode ? () => rest.choose(row.at) : undefined}
      name={
        <>
          <span className="mono book-code">{isCode ? row.at : row.at.replace("chapter ", "Ch. ")}</span>
          <span className={row.billable === false ? "dimmed" : undefined}>{row.title}</span>
        </>
      }
      below={() => <Below at={row.at} level={level + 1} {...rest} />}
    />
  );
}

function Below({ at, level, ...rest }: Omit<RowProps, "row" | "first"> & { readonly at: string }) {
  const found = useTabular({ at, date: rest.date, wanted: true });
  if (found.isPending) return <div className="book-wait dimmed">…</div>;
  if (found.isError) return <div className="book-wait">{found.error.message}</div>;
  const isPlace = at.includes("chapter") || /^[A-Z]\w\w-[A-Z]/.test(at);
  return (
    <>
      {isPlace && found.data.notes.length > 0 && (
        <div className="book-notes">
          {found.data.notes.map((note) => (
            <Text size="xs" key={`${note.kind}${note.text}`}>
              <b>{noteKindWords(note.kind)}</b> {note.text}
            </Text>
          ))}
        </div>
      )}
      {found.data.rows.map((row) => (
        <Row key={row.at} row={row} level={level} {...rest} />
      ))}
    </>
  );
}
