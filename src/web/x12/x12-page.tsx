/** An X12 file, pasted or dropped: read, checked and answered in the browser. Nothing leaves this machine. */
import { Badge, Button, Group, SegmentedControl, Stack, Text, Textarea, Title } from "@mantine/core";
import { type DragEvent, useMemo, useRef, useState } from "react";
import { useSession } from "../api/queries.ts";
import { FindingCard } from "../explain/finding-card.tsx";
import { Empty } from "../frame/states.tsx";
import type { Inspection } from "./inspect.ts";
import { SegmentTree } from "./segment-tree.tsx";

const mostBytes = 20 * 1024 * 1024;

interface Shown {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly inspection: Inspection;
}

export function X12Page() {
  const [shown, setShown] = useState<Shown>();
  const [trouble, setTrouble] = useState("");
  const today = useSession().data?.today ?? new Date().toISOString().slice(0, 10);

  async function show(name: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length > mostBytes) {
      setTrouble(`${name} has more than 20 MB. The command line reads files of any size: claimwright x12 check FILE`);
      return;
    }
    setTrouble("");
    const { inspect } = await import("./inspect.ts");
    setShown({ name, bytes, inspection: inspect(bytes, today) });
  }

  return (
    <Stack gap="md">
      <Group gap="md" align="baseline">
        <Title order={1}>X12</Title>
        <Text size="sm" className="dimmed">
          paste or drop any file: claims, payments, answers, questions. It is read here, in this browser, and goes nowhere.
        </Text>
      </Group>
      <Source show={show} trouble={trouble} />
      {shown === undefined ? null : <Result shown={shown} />}
    </Stack>
  );
}

function Source({ show, trouble }: { readonly show: (name: string, bytes: Uint8Array) => Promise<void>; readonly trouble: string }) {
  const [text, setText] = useState("");
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);

  async function takeFile(file: File | undefined): Promise<void> {
    if (file !== undefined) await show(file.name, new Uint8Array(await file.arrayBuffer()));
  }
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    void takeFile(event.dataTransfer.files[0]);
  }
  return (
    <section
      className="panel"
      aria-label="The file"
      data-over={over || undefined}
      onDrop={drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
    >
      <div className="panel-body">
        <Textarea
          aria-label="X12 text"
          placeholder="ISA*00*          *00*  …"
          rows={4}
          classNames={{ input: "mono" }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          spellCheck={false}
        />
        <Group gap="sm" mt="xs">
          <Button size="xs" disabled={text.trim() === ""} onClick={() => void show("pasted text", new TextEncoder().encode(text.trim()))}>
            Check
          </Button>
          <Button size="xs" variant="default" onClick={() => picker.current?.click()}>
            Choose a file
          </Button>
          <Button size="xs" variant="default" onClick={() => void takeSpecimen(setText)}>
            Take an example
          </Button>
          <input
            ref={picker}
            type="file"
            hidden
            aria-label="X12 file"
            onChange={(event) => void takeFile(event.currentTarget.files?.[0])}
          />
          <Text size="xs" className="dimmed">
            or drop a file here
          </Text>
        </Group>
        {trouble !== "" && (
          <Text size="sm" mt="xs" role="alert" className="unusual">
            {trouble}
          </Text>
        )}
      </div>
    </section>
  );
}

async function takeSpecimen(setText: (text: string) => void): Promise<void> {
  const { specimenText } = await import("../../core/x12/samples/specimens.ts");
  // One thing is wrong in it, so that there is something to see.
  setText(specimenText("837P visit").replace("CLM*V-1*168*", "CLM*V-1*186*"));
}

type View = "segments" | "answer" | "json";

function Result({ shown: { name, bytes, inspection } }: { readonly shown: Shown }) {
  const [view, setView] = useState<View>("segments");
  const [at, setAt] = useState(0);
  const errors = inspection.findings.filter(({ view: one }) => one.severity === "error").length;
  return (
    <>
      <Group gap="sm" role="status">
        <Badge color={inspection.accepted ? "teal" : "red"} variant="light" tt="none" size="lg">
          {inspection.accepted ? "A receiver would take it" : `${errors} ${errors === 1 ? "error" : "errors"}`}
        </Badge>
        <Text size="sm">
          {name}: {inspection.segments.toLocaleString("en-US")} segments
          {inspection.transactions.length === 0
            ? ""
            : `, ${inspection.transactions
                .slice(0, 6)
                .map((one) => `${one.name} ${one.control}`)
                .join(", ")}${inspection.transactions.length > 6 ? ` and ${inspection.transactions.length - 6} more` : ""}`}
        </Text>
        <SegmentedControl
          size="xs"
          ml="auto"
          value={view}
          onChange={(value) => setView(value as View)}
          data={[
            { value: "segments", label: "Segments" },
            { value: "answer", label: "Acknowledgement" },
            { value: "json", label: "JSON" },
          ]}
        />
      </Group>
      <div className="case">
        <div className="panel">
          {view === "segments" ? (
            <SegmentTree rows={inspection.rows} at={at} />
          ) : (
            <Plain view={view} bytes={bytes} answer={inspection.answer} />
          )}
        </div>
        <Findings inspection={inspection} goTo={setAt} />
      </div>
    </>
  );
}

function Findings({ inspection, goTo }: { readonly inspection: Inspection; readonly goTo: (segment: number) => void }) {
  const { findings } = inspection;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Findings</Title>
        <Text size="xs" className="dimmed">
          {findings.length === 0 ? "" : `${findings.length.toLocaleString("en-US")}${findings.length > 100 ? ", the first 100" : ""}`}
        </Text>
      </div>
      {findings.length === 0 ? (
        <Empty title="Nothing is wrong">Form, guide, sums and situations were checked. Codes are looked up by the command line.</Empty>
      ) : (
        <div className="scrolls x12-findings">
          {findings.slice(0, 100).map(({ segment, view }, index) => (
            // A list that is made once and never changes its order.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <div key={index} className="x12-finding">
              <Button size="compact-xs" variant="subtle" onClick={() => goTo(segment)}>
                Segment {segment}
              </Button>
              <FindingCard finding={view} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function Plain({ view, bytes, answer }: { readonly view: "answer" | "json"; readonly bytes: Uint8Array; readonly answer: string }) {
  const [json, setJson] = useState("");
  useMemo(() => {
    if (view === "json") void import("./inspect.ts").then(({ jsonOf }) => setJson(jsonOf(bytes)));
  }, [view, bytes]);
  const text = view === "answer" ? answer : json;
  if (text === "" && view === "answer")
    return <Empty title="No answer">An acknowledgement is not answered, and what is no X12 cannot be.</Empty>;
  const lines = text.split("\n");
  return (
    <pre className="mono x12-plain">
      {lines.slice(0, 5000).join("\n")}
      {lines.length > 5000 ? "\n… the command line gives all of it: claimwright x12 json FILE" : ""}
    </pre>
  );
}
