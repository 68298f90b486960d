/** A verdict on each code of the coder, and codes that are missing. j and k walk the codes, a letter gives the verdict. */
import { ActionIcon, Badge, Button, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { ReviewPageView, VerdictView } from "../../http/contract/reviews.ts";
import { useReviewAct } from "../api/reviews.ts";
import { useKeys } from "../frame/keys.ts";
import { usd } from "../words.ts";
import { fits, verdictChoices, verdictWords } from "./review-words.ts";

interface Props {
  readonly page: ReviewPageView;
  readonly place: { readonly sampleId: number; readonly position: number };
  readonly next: () => void;
}

export function VerdictPanel({ page, place, next }: Props) {
  const { may, state } = page;
  const [codes, setCodes] = useState<readonly VerdictView[]>(page.verdicts ?? []);
  const [words, setWords] = useState("");
  const [cursor, setCursor] = useState(0);
  const act = useReviewAct(place);
  const change = (at: number, over: Partial<VerdictView>): void =>
    setCodes(codes.map((one, place) => (place === at ? { ...one, ...over } : one)));
  const give = (verdict: VerdictView["verdict"]): void => {
    const one = codes[cursor];
    if (one === undefined || one.verdict === "missing" || !fits(verdict, one.kind)) return;
    change(cursor, { verdict });
    // What needs a reason keeps the cursor.
    if (verdict === "right") setCursor(Math.min(cursor + 1, codes.length - 1));
  };
  const keep = (): void => act.mutate({ act: "verdicts", body: { codes, words } });
  const close = (): void => act.mutate({ act: "close", body: { words: "" } }, { onSuccess: next });
  const add = (kind: VerdictView["kind"]): void => {
    setCodes([...codes, { kind, code: "", verdict: "missing", reason: "", rule: "" }]);
    setCursor(codes.length);
  };
  const unfinished = codes.find((one) => one.code === "" || (one.verdict !== "right" && one.reason.trim() === ""));
  useKeys(
    may.review
      ? {
          j: { does: "next code", act: () => setCursor(Math.min(cursor + 1, codes.length - 1)), moves: true },
          k: { does: "code before", act: () => setCursor(Math.max(cursor - 1, 0)), moves: true },
          ...Object.fromEntries(verdictChoices.map((one) => [one.key, { does: `this code: ${one.words}`, act: () => give(one.verdict) }])),
          a: { does: "add a missing diagnosis", act: () => add("diagnosis") },
        }
      : {},
  );
  return (
    <section className="panel" aria-label="Verdicts">
      <div className="panel-head">
        <Title order={2}>{may.review || state !== "open" ? "Codes and verdicts" : "Codes"}</Title>
        <Text size="xs" className="dimmed">
          {counts(codes)}
        </Text>
      </div>
      <ol className="verdicts">
        {codes.map((one, at) => (
          <li key={`${one.kind} ${one.at ?? `new ${at}`}`} data-cursor={may.review && at === cursor} data-verdict={one.verdict}>
            <VerdictRow
              page={page}
              one={one}
              open={may.review}
              change={(over) => change(at, over)}
              remove={() => setCodes(codes.filter((_, place) => place !== at))}
            />
          </li>
        ))}
      </ol>
      <Stack className="panel-body" gap="sm">
        {may.review && (
          <>
            <Group gap={6}>
              <Button size="compact-xs" variant="default" onClick={() => add("diagnosis")}>
                Missing diagnosis
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => add("procedure")}>
                Missing service
              </Button>
            </Group>
            <TextInput
              size="xs"
              label="To the coder"
              value={words}
              maxLength={1000}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          </>
        )}
        {(may.review || may.close) && (
          <Group gap="sm">
            {may.review && (
              <Button size="xs" onClick={keep} loading={act.isPending} disabled={codes.length === 0 || unfinished !== undefined}>
                {state === "open" || state === "own-codes" ? "Keep and tell the coder" : "Keep the changed verdicts"}
              </Button>
            )}
            {may.close && (
              <Button size="xs" variant="default" onClick={close} loading={act.isPending}>
                Close the review
              </Button>
            )}
            {unfinished !== undefined && may.review && (
              <Text size="xs" className="dimmed">
                {unfinished.code === "" ? "A missing code has no code yet." : `Say why for ${unfinished.code}.`}
              </Text>
            )}
          </Group>
        )}
      </Stack>
    </section>
  );
}

interface RowProps {
  readonly page: ReviewPageView;
  readonly one: VerdictView;
  readonly open: boolean;
  readonly change: (over: Partial<VerdictView>) => void;
  readonly remove: () => void;
}

function VerdictRow({ page, one, open, change, remove }: RowProps) {
  const line = one.kind === "procedure" && one.at !== undefined ? page.coding?.lines[one.at] : undefined;
  const missing = one.verdict === "missing";
  const about = line === undefined ? "" : [`${line.units} ×`, ...(line.amount === undefined ? [] : [usd(line.amount)])].join(" ");
  const name = one.code === "" ? "missing code" : one.code;
  if (!open)
    return (
      <div className="verdict">
        <span className="mono">{one.code}</span>
        <Badge variant="light" tt="none" color={one.verdict === "right" ? "teal" : "red"}>
          {verdictWords(one.verdict)}
        </Badge>
        <Text size="xs">
          {[one.shouldBe === undefined ? "" : `should be ${one.shouldBe}`, one.reason, one.rule].filter((part) => part !== "").join("; ")}
        </Text>
      </div>
    );
  return (
    <div className="verdict">
      {missing ? (
        <TextInput
          size="xs"
          aria-label="Missing code"
          placeholder={one.kind === "diagnosis" ? "E11.9" : "99213-25"}
          value={one.code}
          onChange={(event) => change({ code: event.currentTarget.value.toUpperCase().trim() })}
        />
      ) : (
        <span>
          <span className="mono">{one.code}</span>
          <Text size="xs" className="dimmed" component="span">
            {" "}
            {one.kind === "diagnosis" ? `diagnosis ${(one.at ?? 0) + 1}` : about}
          </Text>
        </span>
      )}
      {missing ? (
        <Group gap={4}>
          <Badge variant="light" tt="none" color="red">
            missed
          </Badge>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Take out ${name}`} onClick={remove}>
            ×
          </ActionIcon>
        </Group>
      ) : (
        <Select
          size="xs"
          aria-label={`Verdict on ${name}`}
          allowDeselect={false}
          value={one.verdict}
          data={verdictChoices
            .filter((choice) => fits(choice.verdict, one.kind))
            .map(({ verdict, words }) => ({ value: verdict, label: words }))}
          onChange={(value) => value !== null && change({ verdict: value as VerdictView["verdict"] })}
        />
      )}
      {one.verdict !== "right" && (
        <div className="verdict-why">
          {(one.verdict === "wrong" || one.verdict === "wrong-modifier") && (
            <TextInput
              size="xs"
              aria-label={`Right instead of ${name}`}
              placeholder="right is"
              value={one.shouldBe ?? ""}
              onChange={(event) => change({ shouldBe: event.currentTarget.value.toUpperCase().trim() })}
            />
          )}
          <TextInput
            size="xs"
            aria-label={`Why, for ${name}`}
            placeholder="why"
            value={one.reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            aria-label={`Rule for ${name}`}
            placeholder="rule: guideline, edit, page"
            value={one.rule}
            onChange={(event) => change({ rule: event.currentTarget.value })}
          />
        </div>
      )}
    </div>
  );
}

function counts(codes: readonly VerdictView[]): string {
  const right = codes.filter((one) => one.verdict === "right").length;
  const missed = codes.filter((one) => one.verdict === "missing").length;
  return `${right} right, ${codes.length - right - missed} wrong, ${missed} missed`;
}
