/** How patients are asked, above which amount a second person is needed, and which balances are small. */
import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { parseCents } from "../../core/kernel/cents.ts";
import type { Settings } from "../../http/contract/settings.ts";
import { useCycle } from "../api/patients.ts";
import { usePermission } from "../api/queries.ts";
import { useSaveRules } from "../api/settings.ts";
import { LimitsPanel } from "../books/limits-panel.tsx";
import { CycleSettings } from "../patients/cycle-settings.tsx";
import { usDate, usd } from "../words.ts";
import { Fact, Field, SettingForm } from "./fields.tsx";

interface Props {
  readonly settings: Settings;
  readonly mayChange: boolean;
}

export function MoneyTab({ settings, mayChange }: Props) {
  const seesBooks = usePermission("books:read") === true;
  const seesStatements = usePermission("statements:read") === true;
  return (
    <Stack gap="md">
      {seesStatements && (
        <>
          <CycleSettings />
          <Text size="sm" className="dimmed">
            What forbids a statement stands on each{" "}
            <Anchor component={Link} to="/patients" inherit underline="always">
              patient’s page
            </Anchor>{" "}
            under May it be asked; the rules behind it are law and are no settings.
          </Text>
        </>
      )}
      <SmallBalances settings={settings} mayChange={mayChange} />
      {seesBooks && <LimitsPanel />}
    </Stack>
  );
}

function SmallBalances({ settings: { rules }, mayChange }: Props) {
  const [changing, setChanging] = useState(false);
  const seesStatements = usePermission("statements:read") === true;
  if (rules === undefined) return null;
  const none = rules.smallBalance === 0;
  return (
    <section className="panel" aria-label="Small balances">
      <div className="panel-head">
        <Title order={2}>Small balances</Title>
        <Text size="xs" className="dimmed">
          what costs more to collect than it brings may be closed with many others at once
        </Text>
        {mayChange && !changing && (
          <Button size="compact-xs" variant="default" ml="auto" aria-label="Change small balances" onClick={() => setChanging(true)}>
            Change
          </Button>
        )}
      </div>
      {changing ? (
        <RulesForm rules={rules} close={() => setChanging(false)} />
      ) : (
        <dl className="setting-facts panel-body">
          <Fact name="A balance is small">{none ? "never: nothing is closed in bulk" : `up to ${usd(rules.smallBalance)}`}</Fact>
          <Fact name="When nothing moved for">{rules.smallBalanceDays} days</Fact>
          <Fact name="Set">
            {rules.setOn === undefined ? "as it comes; nobody has set anything yet" : `${usDate(rules.setOn)} by ${rules.setBy ?? ""}`}
          </Fact>
        </dl>
      )}
      {!changing && seesStatements && <UnderTheSmallest small={rules.smallBalance} />}
    </section>
  );
}

/** No statement asks for it, and closing it is a rule of its own: what becomes of it, by how the two amounts stand to each other. */
function UnderTheSmallest({ small }: { readonly small: number }) {
  const smallest = useCycle().data?.smallest;
  if (smallest === undefined || smallest === 0) return null;
  return (
    <Text size="sm" className="panel-body" pt={0} maw={900}>
      For less than {usd(smallest)} no statement is made. It stays the patient’s: it is asked for with the next statement once a further
      visit brings the account to {usd(smallest)}, and the front desk can take it at any time. {closedWords(small, smallest)}
    </Text>
  );
}

function closedWords(small: number, smallest: number): string {
  if (small === 0) return "Nothing closes it while no balance is small.";
  const where = "under Patients, Small balances";
  if (small < smallest) return `Up to ${usd(small)} it may be closed ${where}; what lies between waits.`;
  return `It may be closed ${where}, by a person who looks at the list.`;
}

function RulesForm({ rules, close }: { readonly rules: NonNullable<Settings["rules"]>; readonly close: () => void }) {
  const save = useSaveRules();
  const [amount, setAmount] = useState((rules.smallBalance / 100).toFixed(2));
  const [days, setDays] = useState(String(rules.smallBalanceDays));
  const cents = parseCents(amount);
  const wrong = [
    ...(cents === undefined || cents < 0 || cents > 100_000
      ? [finding("smallBalance", "An amount from $0.00 to $1,000.00.", "0 closes nothing in bulk.")]
      : []),
    ...(/^\d{1,4}$/.test(days.trim()) && Number(days) <= 3650
      ? []
      : [finding("smallBalanceDays", "A number of days from 0 to 3650.", "Write a whole number.")]),
  ];
  const [tried, setTried] = useState(false);
  const findings = tried ? wrong : [];
  const send = (): void => {
    setTried(true);
    if (wrong.length === 0 && cents !== undefined)
      save.mutate({ smallBalance: cents, smallBalanceDays: Number(days) }, { onSuccess: close });
  };
  return (
    <SettingForm label="Change small balances" findings={findings} saving={save.isPending} save={send} leave={close}>
      <Group gap="sm" align="flex-start">
        <Field label="Up to, $" value={amount} set={setAmount} path="smallBalance" findings={findings} w={140} help="0: none" />
        <Field label="Days without movement" value={days} set={setDays} path="smallBalanceDays" findings={findings} w={170} />
      </Group>
    </SettingForm>
  );
}

function finding(path: string, message: string, fix: string) {
  return { code: path, severity: "error", title: message, message, why: "", fix, authority: "", path } as const;
}
