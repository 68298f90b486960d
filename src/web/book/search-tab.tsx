/** Search as coders type, with why each code is there and what the list can be narrowed by. */
import { Badge, Group, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type Narrowing, useBookSearch } from "../api/code-book.ts";
import { Chip } from "../frame/list-parts.tsx";
import { Empty } from "../frame/states.tsx";

interface Props {
  readonly date: string;
  readonly q: string;
  readonly say: (q: string) => void;
  readonly choose: (chosen: { readonly system: string; readonly code: string }) => void;
}

export const systemWords: Readonly<Record<string, string>> = {
  icd10cm: "ICD-10-CM",
  icd10pcs: "ICD-10-PCS",
  cpt: "CPT",
  hcpcs: "HCPCS",
  modifier: "modifier",
  pos: "place of service",
  carc: "adjustment reason",
  rarc: "remark",
};
const facetWords: Readonly<Record<string, (word: string) => string>> = {
  system: (word) => systemWords[word] ?? word,
  chapter: (word) => `chapter ${word}`,
  billable: (word) => (word === "yes" ? "billable" : "headings"),
  side: (word) => word,
  episode: (word) => (word === "sequela" ? word : `${word} encounter`),
};

export function SearchTab({ date, q, say, choose }: Props) {
  const [text, setText] = useState(q);
  const [searched] = useDebouncedValue(text, 60);
  const [narrow, setNarrow] = useState<Narrowing>({});
  const list = useRef<HTMLDivElement>(null);
  const found = useBookSearch({ text: searched, date, narrow });
  // The address follows when one stops typing, so that a link leads to the same list.
  const [settled] = useDebouncedValue(text, 600);
  const told = useRef(new Set([q]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed is told
  useEffect(() => {
    if (settled === q) return;
    told.current.add(settled);
    say(settled);
  }, [settled]);
  // The field follows an address that somebody else changed. What was typed may come back from it late, when more stands in the field.
  useEffect(() => {
    if (told.current.has(q)) return;
    told.current.add(q);
    setText(q);
  }, [q]);
  const hits = text.trim() === "" ? [] : (found.data?.results ?? []);
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>("button.hit") ?? [])];
    const here = all.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Enter" && here < 0 && all[0] !== undefined) all[0].click();
    else if (event.key === "ArrowDown") (all[here + 1] ?? all[here])?.focus();
    else if (event.key === "ArrowUp") (here <= 0 ? document.querySelector<HTMLElement>("[data-book-search]") : all[here - 1])?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <Stack gap="xs" onKeyDown={move}>
      <TextInput
        label="Find a code"
        placeholder="pneumonia, htn, knee pain left, 99203, J18 …"
        value={text}
        data-book-search
        // The key that leads here, pressed once more: no code begins with it.
        onKeyDown={(event) => event.key === "/" && text === "" && event.preventDefault()}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {hits.length > 0 && (
        <Group gap={4}>
          {(found.data?.facets ?? []).flatMap(({ name, words }) =>
            words.slice(0, 6).map(({ word, count }) => (
              <Chip
                key={`${name}${word}`}
                words={facetWords[name]?.(word) ?? word}
                count={count}
                active={narrow[name as keyof Narrowing] === word}
                choose={() =>
                  setNarrow((before) => {
                    const { [name as keyof Narrowing]: was, ...others } = before;
                    return was === word ? others : { ...others, [name]: word };
                  })
                }
              />
            )),
          )}
        </Group>
      )}
      <div ref={list}>
        {hits.map((hit) => (
          <UnstyledButton key={`${hit.system}:${hit.code}`} className="hit" onClick={() => choose(hit)}>
            <Group gap="sm" wrap="nowrap" align="flex-start">
              <Text className="mono" fw={600} miw={76}>
                {hit.code}
              </Text>
              <div style={{ flex: 1, minWidth: 0 }}>
                <Text size="sm">{hit.title}</Text>
                <Text size="xs" className="dimmed">
                  {hit.because}
                  {hit.path.length > 0 && hit.path[0] !== hit.title ? `: ${hit.path.join(" › ")}` : ""}
                </Text>
              </div>
              {hit.system !== "icd10cm" && (
                <Badge size="xs" variant="default" tt="none">
                  {systemWords[hit.system] ?? hit.system}
                </Badge>
              )}
              {!hit.billable && (
                <Badge size="xs" variant="light" color="orange" tt="none" miw={84}>
                  not billable
                </Badge>
              )}
            </Group>
          </UnstyledButton>
        ))}
      </div>
      {text.trim() !== "" && hits.length === 0 && found.isSuccess && (
        <Empty title="Nothing matches">Nothing in the releases that hold on this day. Try fewer words, or take a filter away.</Empty>
      )}
      {text.trim() === "" && (
        <Text size="sm" className="dimmed">
          Type words in any order, an abbreviation, or the beginning of a code. Arrows go through the list, Enter opens.
        </Text>
      )}
    </Stack>
  );
}
