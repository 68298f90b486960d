/** A patient's own bill on their telephone: the birth date first, then what is due and why, statements and plan. Works without signing in. */
import { Alert, Anchor, Button, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { doneSchema, type OwnBill, ownBillSchema } from "../../http/contract/patient-billing.ts";
import { ask, RequestProblem, tell } from "../api/client.ts";
import { usDate, usd } from "../words.ts";

export function MyBillPage() {
  const [link, setLink] = useState(() => location.hash.slice(1));
  if (link !== "") return <Front link={link} opened={() => setLink("")} />;
  return <Bill />;
}

/** Nothing of anybody is shown before the birth date fits. */
function Front({ link, opened }: { readonly link: string; readonly opened: () => void }) {
  const [month, setMonth] = useState("");
  const [day, setDay] = useState("");
  const [year, setYear] = useState("");
  const open = useMutation({
    mutationFn: () =>
      tell(doneSchema, {
        method: "POST",
        path: "/my-bill/open",
        body: { link, birthDate: `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` },
      }),
    // The link is spent: it leaves the address too.
    onSuccess: () => {
      history.replaceState(null, "", "/my-bill");
      opened();
    },
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    open.mutate();
  };
  const digits = (value: string, most: number): string => value.replace(/\D/g, "").slice(0, most);
  const field = { inputMode: "numeric", required: true, withAsterisk: false, size: "md" } as const;
  return (
    <main className="my-bill">
      <Title order={1}>Your bill</Title>
      <Text>To show it to you and nobody else, we ask for the patient’s birth date.</Text>
      <form onSubmit={send}>
        <Stack gap="md">
          <div className="my-bill-date">
            <TextInput
              {...field}
              label="Month"
              placeholder="04"
              value={month}
              onChange={(event) => setMonth(digits(event.currentTarget.value, 2))}
            />
            <TextInput
              {...field}
              label="Day"
              placeholder="02"
              value={day}
              onChange={(event) => setDay(digits(event.currentTarget.value, 2))}
            />
            <TextInput
              {...field}
              label="Year"
              placeholder="1978"
              value={year}
              onChange={(event) => setYear(digits(event.currentTarget.value, 4))}
            />
          </div>
          {open.error !== null && <Problem error={open.error} />}
          <Button type="submit" size="md" loading={open.isPending}>
            Show my bill
          </Button>
        </Stack>
      </form>
      <Text size="sm" className="dimmed">
        The link works once. You have a quarter of an hour to read; close the page when you are done.
      </Text>
    </main>
  );
}

function Problem({ error }: { readonly error: Error }) {
  const wrongDay = error instanceof RequestProblem && error.problem.problem === "invalid";
  return (
    <Alert color="red" role="alert">
      <Text size="sm">{wrongDay ? "That is not a day of the calendar." : error.message}</Text>
      {error instanceof RequestProblem && error.problem.fix !== undefined && !wrongDay && <Text size="sm">{error.problem.fix}</Text>}
    </Alert>
  );
}

function Bill() {
  const bill = useQuery({ queryKey: ["my-bill"], queryFn: () => ask(ownBillSchema, "/my-bill"), retry: false, gcTime: 0 });
  const [closed, setClosed] = useState(false);
  const close = useMutation({
    mutationFn: () => tell(doneSchema, { method: "POST", path: "/my-bill/close" }),
    onSettled: () => setClosed(true),
  });
  if (closed)
    return (
      <main className="my-bill">
        <Title order={1}>Closed</Title>
        <Text>Your bill is no longer shown on this device.</Text>
      </main>
    );
  if (bill.isPending) return <main className="my-bill" aria-busy="true" />;
  if (bill.isError)
    return (
      <main className="my-bill">
        <Title order={1}>Your bill</Title>
        <Problem error={bill.error} />
      </main>
    );
  const { practice, name, accountNumber, amountDue, insurancePending, unapplied, lines, statements, plan, today } = bill.data;
  const owed = lines.filter((line) => line.youOwe !== 0 || line.insurancePending !== 0);
  return (
    <main className="my-bill">
      <header>
        <Text fw={700}>{practice.name}</Text>
        <Text size="sm" className="dimmed">
          {name}, account {accountNumber}
        </Text>
      </header>
      <section className="my-bill-due">
        <Text size="sm">You owe today, {usDate(today)}</Text>
        <Title order={1}>{usd(amountDue)}</Title>
        {unapplied > 0 && <Text size="sm">A credit of {usd(unapplied)} is taken off.</Text>}
        {insurancePending > 0 && <Text size="sm">{usd(insurancePending)} is still with your insurance; you need not pay it now.</Text>}
      </section>
      <section>
        <Title order={2}>How it came about</Title>
        {owed.length === 0 ? <Text>Nothing is open.</Text> : owed.map((line) => <Line key={`${line.on}${line.service}`} line={line} />)}
      </section>
      {plan !== undefined && <Plan plan={plan} />}
      {statements.length > 0 && (
        <section>
          <Title order={2}>Statements we sent</Title>
          <ul className="my-bill-list">
            {statements.map((one) => (
              <li key={one.number}>
                <span>
                  {usDate(one.date)},{" "}
                  <Anchor href={`/api/v1/my-bill/statements/${one.number}.pdf`} target="_blank" rel="noreferrer" className="file-link">
                    {one.number} as PDF
                  </Anchor>
                </span>
                <span className="tabular">{usd(one.amount)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <Title order={2}>Questions, or trouble paying?</Title>
        <Text>
          Call{" "}
          <Anchor underline="always" href={`tel:${practice.phone.replace(/\D/g, "")}`}>
            {practice.phone}
          </Anchor>
          . You may pay by card, check or in parts, ask for an itemised bill, and tell us if something is wrong.
        </Text>
      </section>
      <Button size="md" variant="default" loading={close.isPending} onClick={() => close.mutate()}>
        I am done: close it
      </Button>
    </main>
  );
}

function Line({ line }: { readonly line: OwnBill["lines"][number] }) {
  const rows: readonly (readonly [words: string, amount: number])[] = [
    ["Price", line.charge],
    ["Insurance paid", -line.insurancePaid],
    ["Taken off", -line.adjusted],
    ["You paid", -line.youPaid],
    ["Still with insurance", -line.insurancePending],
  ];
  return (
    <article className="my-bill-line">
      <Text fw={600}>{line.service}</Text>
      <Text size="sm" className="dimmed">
        {usDate(line.on)}
      </Text>
      <dl>
        {rows
          .filter(([, amount]) => amount !== 0)
          .map(([words, amount]) => (
            <div key={words}>
              <dt>{words}</dt>
              <dd className="tabular">{usd(amount)}</dd>
            </div>
          ))}
        <div className="my-bill-sum">
          <dt>You owe</dt>
          <dd className="tabular">{usd(line.youOwe)}</dd>
        </div>
      </dl>
      {line.why.map((why) => (
        <Text size="sm" key={why}>
          {why}
        </Text>
      ))}
    </article>
  );
}

const standingWords = { paid: "paid", due: "due today", late: "late", missed: "missed", later: "" } as const;

function Plan({ plan }: { readonly plan: NonNullable<OwnBill["plan"]> }) {
  return (
    <section>
      <Title order={2}>Your payment plan</Title>
      <Text>
        {usd(plan.left)} of {usd(plan.amount)} is left. No interest, no fee.
      </Text>
      <ul className="my-bill-list">
        {plan.instalments.map((one) => (
          <li key={one.due}>
            <span>
              {usDate(one.due)} {standingWords[one.standing]}
            </span>
            <span className="tabular">{usd(one.amount)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
