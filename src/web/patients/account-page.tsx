/** A patient's account: who it is, what is open, and behind tabs the account by date, by visit, and what is done about it. */
import { Alert, Anchor, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import type { AccountPage as Account } from "../../http/contract/patients.ts";
import { usePatientPart } from "../api/patients.ts";
import { usePermission } from "../api/queries.ts";
import { BooksTab } from "../books/patient-account.tsx";
import { useKeys } from "../frame/keys.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { AccountLines } from "./account-lines.tsx";
import { AccountVisits } from "./account-visits.tsx";
import { CallsTab } from "./calls-tab.tsx";
import { GatesTab } from "./gates-tab.tsx";
import { type AccountTab, accountTabs } from "./patients-address.ts";
import { PayTab } from "./pay-tab.tsx";
import { StatementsTab } from "./statements-tab.tsx";
import { TelephoneTab } from "./telephone-tab.tsx";

const tabWords: Readonly<Record<AccountTab, string>> = {
  account: "Account",
  visits: "By visit",
  telephone: "Why is it owed?",
  pay: "Payments & plan",
  statements: "Statements & link",
  calls: "Calls",
  gates: "May it be asked?",
  books: "In the books",
};

export function AccountPage() {
  const { patientId } = useParams({ from: "/patients/$patientId" });
  const { tab = "account" } = useSearch({ from: "/patients/$patientId" });
  const navigate = useNavigate({ from: "/patients/$patientId" });
  const account = usePatientPart(Number(patientId), "account");
  const mayReadBooks = usePermission("books:read") === true;
  const show = (next: AccountTab): void => void navigate({ search: next === "account" ? {} : { tab: next } });
  useKeys({
    y: { does: "why is it owed? (for the telephone)", act: () => show("telephone") },
    p: { does: "take a payment, agree on a plan", act: () => show("pay") },
    l: { does: "log a call", act: () => show("calls") },
    a: { does: "the account like a bank statement", act: () => show("account") },
    ...(mayReadBooks ? { b: { does: "the account in the books: write off, move, refund", act: () => show("books") } } : {}),
  });
  // A record that was merged leads to the one that stands for it.
  const standing = account.data?.id;
  useEffect(() => {
    if (standing !== undefined && standing !== Number(patientId))
      void navigate({ params: { patientId: String(standing) }, search: (before) => before, replace: true });
  }, [standing, patientId, navigate]);
  if (account.isPending) return <Waiting what="the account" />;
  if (account.isError) return <Failed error={account.error} retry={account.refetch} />;
  return (
    <Stack gap="md">
      <Head account={account.data} />
      <Tabs value={tab} onChange={(value) => show((value ?? "account") as AccountTab)} keepMounted={false}>
        <Tabs.List mb="md">
          {accountTabs
            .filter((name) => name !== "books" || mayReadBooks)
            .map((name) => (
              <Tabs.Tab key={name} value={name}>
                {tabWords[name]}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel value="account">
          <AccountLines account={account.data} />
        </Tabs.Panel>
        <Tabs.Panel value="visits">
          <AccountVisits account={account.data} />
        </Tabs.Panel>
        <Tabs.Panel value="telephone">
          <TelephoneTab patientId={account.data.id} />
        </Tabs.Panel>
        <Tabs.Panel value="pay">
          <PayTab patientId={account.data.id} />
        </Tabs.Panel>
        <Tabs.Panel value="statements">
          <StatementsTab patientId={account.data.id} />
        </Tabs.Panel>
        <Tabs.Panel value="calls">
          <CallsTab patientId={account.data.id} />
        </Tabs.Panel>
        <Tabs.Panel value="gates">
          <GatesTab patientId={account.data.id} />
        </Tabs.Panel>
        {mayReadBooks && (
          <Tabs.Panel value="books">
            <BooksTab patientId={account.data.id} />
          </Tabs.Panel>
        )}
      </Tabs>
    </Stack>
  );
}

function Head({ account }: { readonly account: Account }) {
  const { name, accountNumber, birthDate, age, phone, address, guarantor, coverages, balance, deathDate } = account;
  const mayRegister = usePermission("patients:register") === true;
  return (
    <>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1}>{name}</Title>
          <Text size="sm" className="dimmed">
            account {accountNumber}, born {usDate(birthDate)} ({age}){phone === undefined ? "" : `, ${phone}`}
            {address === "" ? "" : `, ${address}`}
          </Text>
          <Text size="sm" className="dimmed">
            {guarantor.relationship === "self" ? "Pays for themself" : `Bill to ${guarantor.name} (${guarantor.relationship})`}
            {coverages.length === 0
              ? "; no insurance today"
              : `; ${coverages.map((one) => `${one.rank}. ${one.payerName} ${one.memberId}`).join(", ")}`}
          </Text>
          {mayRegister && (
            <Anchor component={Link} to={`/front-desk/patients/${account.id}`} size="sm" className="file-link">
              Registration: person, insurance, calendar
            </Anchor>
          )}
        </div>
        <Group gap="xl" align="flex-start">
          <Figure words="May be asked now" amount={balance.due} strong />
          <Figure words="Kept back" amount={balance.withheld} />
          <Figure words="With insurance" amount={balance.insurance} />
          <Figure words="Unapplied credit" amount={balance.unapplied} />
        </Group>
      </Group>
      {deathDate !== undefined && (
        <Alert color="gray" p="xs">
          Died on {usDate(deathDate)}. The bill goes to the estate.
        </Alert>
      )}
    </>
  );
}

function Figure({ words, amount, strong = false }: { readonly words: string; readonly amount: number; readonly strong?: boolean }) {
  return (
    <div>
      <Text size="xs" className="dimmed">
        {words}
      </Text>
      <Text fw={strong ? 700 : 600} size={strong ? "xl" : "md"} className="figure tabular">
        {usd(amount)}
      </Text>
    </div>
  );
}
