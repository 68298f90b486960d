/** Two records side by side: which one stands, which values are right, what follows; then they are one. */
import { Alert, Button, Group, NativeSelect, Radio, Stack, Table, Text, TextInput, Title, VisuallyHidden } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import type { Comparison } from "../../http/contract/patient-merges.ts";
import { useDeskCommand } from "../api/front-desk.ts";
import { useComparison, useMerge } from "../api/patient-merges.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

type Field = Comparison["fields"][number];
type Card = Comparison["coverages"][number];

export function MergePage() {
  const { patientId, otherId } = useParams({ from: "/patients/$patientId/merge/$otherId" });
  const comparison = useComparison(Number(patientId), Number(otherId));
  if (comparison.isPending) return <Waiting what="both records" />;
  if (comparison.isError) return <Failed error={comparison.error} retry={comparison.refetch} />;
  return <SideBySide key={`${patientId}/${otherId}`} comparison={comparison.data} />;
}

function SideBySide({ comparison }: { readonly comparison: Comparison }) {
  const { standing, merged, fields, coverages, follows, against, likeness } = comparison;
  const navigate = useNavigate();
  const merge = useMerge(standing.id);
  const [taken, setTaken] = useState<readonly Field["field"][]>([]);
  const [places, setPlaces] = useState<Readonly<Record<number, { readonly rank: 1 | 2 | 3; readonly to: string }>>>({});
  const [reason, setReason] = useState("");
  const open = (tab: "registration" | "account"): void =>
    void (tab === "account"
      ? navigate({ to: "/patients/$patientId", params: { patientId: String(standing.id) } })
      : navigate({ to: "/front-desk/patients/$patientId", params: { patientId: String(standing.id) } }));
  const bring = (event: FormEvent): void => {
    event.preventDefault();
    const changed = Object.entries(places).map(([cardId, { rank, to }]) => ({ id: Number(cardId), rank, ...(to === "" ? {} : { to }) }));
    merge.mutate({ otherId: merged.id, taken: [...taken], coverages: changed, reason }, { onSuccess: () => open("account") });
  };
  return (
    <Stack gap="md" component="form" onSubmit={bring}>
      <div>
        <Title order={1}>Two records of one person</Title>
        <Text size="sm" className="dimmed">
          The left record stands; the right one goes into it and leads there from then on.{" "}
          <Link
            to="/patients/$patientId/merge/$otherId"
            params={{ patientId: String(merged.id), otherId: String(standing.id) }}
            className="file-link"
          >
            Let the other one stand
          </Link>
        </Text>
      </div>
      {likeness.score === 0 ? (
        <Alert color="red" p="xs">
          These two records do not look like one person. Bringing two people together mixes their care and their money.
        </Alert>
      ) : (
        <Text size="sm">
          {likeness.score} of 100: {likeness.reasons.join("; ")}.
        </Text>
      )}
      {against.map((words) => (
        <Alert key={words} color="red" p="xs">
          {words}
        </Alert>
      ))}
      {(standing.restricted || merged.restricted) && (
        <Alert color="orange" p="xs">
          One of the records is restricted. The one record will be restricted too, until somebody lifts it.
        </Alert>
      )}
      <div className="panel">
        <Table.ScrollContainer minWidth={720}>
          <Table verticalSpacing={6} aria-label="Both records">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={140}>
                  <VisuallyHidden>Field</VisuallyHidden>
                </Table.Th>
                <Table.Th>
                  Stands: {standing.name}, {standing.accountNumber}
                </Table.Th>
                <Table.Th>
                  Goes: {merged.name}, {merged.accountNumber}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {fields.map((one) => (
                <FieldRow
                  key={one.field}
                  field={one}
                  other={taken.includes(one.field)}
                  choose={(other) => setTaken(other ? [...taken, one.field] : taken.filter((name) => name !== one.field))}
                />
              ))}
              <Amounts words="Patient owes" standing={standing.owes} merged={merged.owes} />
              <Amounts words="Insurance owes" standing={standing.insurance} merged={merged.insurance} />
              <Amounts words="Unapplied" standing={standing.unapplied} merged={merged.unapplied} />
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </div>
      <Cards cards={coverages} places={places} change={(cardId, place) => setPlaces({ ...places, [cardId]: place })} />
      <Follows follows={follows} />
      <Group align="flex-end" gap="sm">
        <TextInput
          label="How you know that it is one person"
          w={420}
          maxLength={300}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" loading={merge.isPending} disabled={reason.trim() === "" || against.length > 0}>
          Bring together
        </Button>
        <Apart standingId={standing.id} otherId={merged.id} reason={reason} done={() => open("registration")} />
      </Group>
    </Stack>
  );
}

function FieldRow({ field, other, choose }: { readonly field: Field; readonly other: boolean; readonly choose: (other: boolean) => void }) {
  if (field.same)
    return (
      <Table.Tr>
        <Table.Td>{field.words}</Table.Td>
        <Table.Td colSpan={2} className="dimmed">
          {field.standing === "" ? "nothing in either" : `${shown(field, field.standing)}, in both`}
        </Table.Td>
      </Table.Tr>
    );
  return (
    <Table.Tr>
      <Table.Td fw={600}>{field.words}</Table.Td>
      {[false, true].map((ofOther) => {
        const value = ofOther ? field.merged : field.standing;
        return (
          <Table.Td key={String(ofOther)}>
            <Radio
              size="sm"
              name={field.field}
              label={value === "" ? "nothing written" : shown(field, value)}
              checked={other === ofOther}
              disabled={value === ""}
              onChange={() => choose(ofOther)}
            />
          </Table.Td>
        );
      })}
    </Table.Tr>
  );
}

function shown({ field }: Field, value: string): string {
  return field === "birthDate" || field === "deathDate" ? usDate(value) : value;
}

function Amounts({ words, standing, merged }: { readonly words: string; readonly standing: number; readonly merged: number }) {
  return (
    <Table.Tr>
      <Table.Td>{words}</Table.Td>
      <Table.Td className="figure">{usd(standing)}</Table.Td>
      <Table.Td className="figure">
        {usd(merged)} <span className="dimmed">together {usd(standing + merged)}</span>
      </Table.Td>
    </Table.Tr>
  );
}

interface CardsProps {
  readonly cards: readonly Card[];
  readonly places: Readonly<Record<number, { readonly rank: 1 | 2 | 3; readonly to: string }>>;
  readonly change: (cardId: number, place: { readonly rank: 1 | 2 | 3; readonly to: string }) => void;
}

const rankWords = { 1: "primary", 2: "secondary", 3: "third" } as const;

function Cards({ cards, places, change }: CardsProps) {
  if (cards.length === 0) return null;
  return (
    <section className="panel" aria-label="Insurances of the one record">
      <div className="panel-head">
        <Title order={2}>Insurances of the one record</Title>
      </div>
      <Table verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Insurance</Table.Th>
            <Table.Th>Of which record</Table.Th>
            <Table.Th>Asked</Table.Th>
            <Table.Th>Last day</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cards.map((card) => {
            const place = places[card.id] ?? { rank: card.rank, to: card.to ?? "" };
            const what = `${card.payerName} ${card.memberId}`;
            return (
              <Table.Tr key={card.id}>
                <Table.Td>
                  {what}
                  {card.from === undefined ? "" : <span className="dimmed"> from {usDate(card.from)}</span>}
                </Table.Td>
                <Table.Td className="dimmed">{card.of === "standing" ? "of the record that stands" : "comes over"}</Table.Td>
                {card.sameAs === undefined ? (
                  <>
                    <Table.Td w={150}>
                      <NativeSelect
                        size="xs"
                        aria-label={`Place of ${what}`}
                        value={place.rank}
                        data={([1, 2, 3] as const).map((rank) => ({ value: String(rank), label: rankWords[rank] }))}
                        onChange={(event) => change(card.id, { ...place, rank: Number(event.currentTarget.value) as 1 | 2 | 3 })}
                      />
                    </Table.Td>
                    <Table.Td w={190}>
                      <TextInput
                        size="xs"
                        type="date"
                        aria-label={`Last day of ${what}`}
                        value={place.to}
                        onChange={(event) => change(card.id, { ...place, to: event.currentTarget.value })}
                      />
                    </Table.Td>
                  </>
                ) : (
                  <Table.Td colSpan={2}>the same card: one is enough</Table.Td>
                )}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}

const followWords: Readonly<Record<string, readonly [one: string, many: string]>> = {
  encounter: ["visit", "visits"],
  claim: ["claim", "claims"],
  coverage: ["insurance", "insurances"],
  denial: ["denied line", "denied lines"],
  appointment: ["visit in the calendar", "visits in the calendar"],
  billing_hold: ["hold", "holds"],
  payment_plan: ["payment plan", "payment plans"],
  statement: ["statement", "statements"],
  patient_payment: ["payment", "payments"],
  money_request: ["write-off or refund", "write-offs and refunds"],
  inquiry: ["question to a payer", "questions to payers"],
};

function Follows({ follows }: Pick<Comparison, "follows">) {
  const words = follows.map(({ what, count }) => `${count} ${followWords[what]?.[count === 1 ? 0 : 1] ?? what}`);
  return (
    <Text size="sm" maw={900}>
      {words.length === 0 ? "The record that goes has no visits and no money." : `Comes over: ${words.join(", ")}.`} What is open is carried
      by an entry of the books; claims that were sent stay as they were sent; calls, disclosures and who saw the record are read with it.
      Links for the patient's own view of the record that goes are ended. It can be undone as long as the unapplied money that came over was
      not used.
    </Text>
  );
}

interface ApartProps {
  readonly standingId: number;
  readonly otherId: number;
  readonly reason: string;
  readonly done: () => void;
}

function Apart({ standingId, otherId, reason, done }: ApartProps) {
  const command = useDeskCommand(z.object({}));
  return (
    <Button
      variant="default"
      disabled={reason.trim() === ""}
      loading={command.isPending}
      onClick={() =>
        command.mutate({ method: "PUT", path: `/patients/${standingId}/same`, body: { otherId, same: false, reason } }, { onSuccess: done })
      }
    >
      They are two people
    </Button>
  );
}
