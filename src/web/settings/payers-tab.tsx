/** Payers and plans as the practice knows them: how they are reached, by when they want what, what they take and what they should pay. */
import { Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { PlanSetting, Settings } from "../../http/contract/settings.ts";
import type { FindingView } from "../../http/contract/values.ts";
import { useSaveSetting } from "../api/settings.ts";
import { Empty } from "../frame/states.tsx";
import { AddressFields, addressDraft, addressWords, Choice, Fact, Field, isWritten, SettingForm, Warnings } from "./fields.tsx";
import { ChangeButton, Left } from "./people-tab.tsx";

interface Props {
  readonly settings: Settings;
  readonly mayChange: boolean;
}

type Payer = Settings["payers"][number];
type Plan = Payer["plans"][number];

const planKinds: Readonly<Record<PlanSetting["kind"], string>> = {
  ppo: "PPO",
  hmo: "HMO",
  "medicare-part-b": "Medicare Part B",
  medicaid: "Medicaid",
  supplement: "supplement to Medicare",
  fund: "an employer's or union's fund",
};

export function PayersTab({ settings, mayChange }: Props) {
  const [adding, setAdding] = useState(false);
  const [warnings, setWarnings] = useState<readonly FindingView[]>([]);
  return (
    <Stack gap="md">
      {mayChange && !adding && (
        <Group>
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            Add a payer
          </Button>
        </Group>
      )}
      {adding && (
        <section className="panel" aria-label="New payer">
          <div className="panel-head">
            <Title order={2}>New payer</Title>
          </div>
          <PayerForm
            settings={settings}
            one={undefined}
            done={(findings) => {
              setWarnings(findings);
              setAdding(false);
            }}
          />
        </section>
      )}
      <Warnings findings={warnings} />
      {settings.payers.length === 0 && !adding && (
        <Empty title="No payers yet">
          Add the payers of your patients’ cards, or bring in claims that you have: their payers come along.
        </Empty>
      )}
      <div className="payer-grid">
        {settings.payers.map((one) => (
          <PayerPanel key={one.id} settings={settings} one={one} mayChange={mayChange} />
        ))}
      </div>
    </Stack>
  );
}

function PayerPanel({ settings, one, mayChange }: Props & { readonly one: Payer }) {
  const [changing, setChanging] = useState(false);
  const [warnings, setWarnings] = useState<readonly FindingView[]>([]);
  return (
    <section className="panel" aria-label={one.name}>
      <div className="panel-head">
        <Title order={2}>{one.name}</Title>
        {one.inactive === true && <Left words="no longer used" />}
        <span style={{ marginLeft: "auto" }}>{mayChange && !changing && <ChangeButton of={one.name} act={() => setChanging(true)} />}</span>
      </div>
      {changing ? (
        <PayerForm
          settings={settings}
          one={one}
          done={(findings) => {
            setWarnings(findings);
            setChanging(false);
          }}
        />
      ) : (
        <>
          <Warnings findings={warnings} />
          <dl className="setting-facts panel-body">
            <Fact name="Payer id and folder">{one.payerId}</Fact>
            <Fact name="Kind of insurance">
              {one.filingIndicator}, {one.kindWords}
            </Fact>
            <Fact name="Address">{addressWords(one.address) || "none; claims go without it"}</Fact>
            <Fact name="Filing limit">{one.timelyFilingDays} days from the service</Fact>
            <Fact name="As later payer">{one.laterWords}</Fact>
            <Fact name="Corrected claims">
              {one.takesReplacement ? "takes replacements (frequency 7)" : "takes none: corrections go by reopening"}
            </Fact>
            <Fact name="Appeal">within {one.appealDays} days of the decision</Fact>
          </dl>
        </>
      )}
      <Plans payer={one} mayChange={mayChange} />
    </section>
  );
}

function PayerForm({
  settings,
  one,
  done,
}: {
  readonly settings: Settings;
  readonly one: Payer | undefined;
  readonly done: (findings: readonly FindingView[]) => void;
}) {
  const save = useSaveSetting();
  const [draft, setDraft] = useState({
    name: one?.name ?? "",
    payerId: one?.payerId ?? "",
    filingIndicator: one?.filingIndicator ?? "CI",
    timelyFilingDays: String(one?.timelyFilingDays ?? 90),
    appealDays: String(one?.appealDays ?? 180),
    replacement: one?.takesReplacement === false ? "no" : "yes",
    inactive: one?.inactive === true ? "yes" : "no",
    later: one?.laterFilingDays === undefined ? "usual" : one.laterFilingDays === 0 ? "service" : "decision",
    laterDays: String(one?.laterFilingDays === undefined || one.laterFilingDays === 0 ? 90 : one.laterFilingDays),
  });
  const [address, setAddress] = useState(addressDraft(one?.address));
  const findings = save.data?.findings ?? [];
  const set = (key: keyof typeof draft) => (value: string) => setDraft({ ...draft, [key]: value });
  const of = (key: keyof typeof draft, label: string, w: number) => ({
    label,
    w,
    findings,
    value: draft[key],
    set: set(key),
    path: key,
  });
  const send = (): void => {
    const value = {
      name: draft.name,
      payerId: draft.payerId,
      filingIndicator: draft.filingIndicator,
      timelyFilingDays: wholeNumber(draft.timelyFilingDays),
      appealDays: wholeNumber(draft.appealDays),
      takesReplacement: draft.replacement === "yes",
      inactive: draft.inactive === "yes",
      ...(draft.later === "usual" ? {} : { laterFilingDays: draft.later === "service" ? 0 : wholeNumber(draft.laterDays) }),
      ...(isWritten(address) ? { address } : {}),
    };
    save.mutate(
      one === undefined
        ? { method: "POST", path: "/payers", body: { seen: 0, value } }
        : { method: "PUT", path: `/payers/${one.id}`, body: { seen: one.seen, value } },
      { onSuccess: (answer) => answer.saved && done(answer.findings) },
    );
  };
  return (
    <SettingForm
      label={one === undefined ? "Add a payer" : `Change ${one.name}`}
      findings={findings}
      saving={save.isPending}
      save={send}
      leave={() => done([])}
    >
      <Group gap="sm" align="flex-start">
        <Field {...of("name", "Name", 260)} />
        <Field {...of("payerId", "Payer id", 150)} />
        <Choice
          {...of("filingIndicator", "Kind of insurance", 300)}
          data={settings.choices.filingIndicators.map(({ code, words }) => ({ value: code, label: `${code}, ${words}` }))}
        />
      </Group>
      <Group gap="sm" align="flex-start">
        <Field {...of("timelyFilingDays", "Filing limit, days from the service", 210)} />
        <Choice
          {...of("later", "As later payer it counts", 260)}
          path="laterFilingDays"
          data={[
            { value: "usual", label: "as usual for its kind of insurance" },
            { value: "decision", label: "from the decision of the payer before" },
            { value: "service", label: "from the service all the same" },
          ]}
        />
        {draft.later === "decision" && <Field {...of("laterDays", "Days from that decision", 160)} path="laterFilingDays" />}
      </Group>
      <Group gap="sm" align="flex-start">
        <Field {...of("appealDays", "Appeal limit, days from the decision", 230)} />
        <Choice
          {...of("replacement", "Corrected claims", 280)}
          data={[
            { value: "yes", label: "takes replacements (frequency 7)" },
            { value: "no", label: "takes none: by reopening" },
          ]}
        />
        {one !== undefined && (
          <Choice
            {...of("inactive", "In use", 150)}
            data={[
              { value: "no", label: "yes" },
              { value: "yes", label: "no longer" },
            ]}
          />
        )}
      </Group>
      <AddressFields what="Payer’s address" address={address} change={setAddress} path="address" findings={findings} />
    </SettingForm>
  );
}

/** What is no whole number is out of every range, so that the check says so. */
function wholeNumber(text: string): number {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : 0;
}

function Plans({ payer, mayChange }: { readonly payer: Payer; readonly mayChange: boolean }) {
  const [open, setOpen] = useState<number | "new" | undefined>(undefined);
  const close = (): void => setOpen(undefined);
  return (
    <>
      {payer.plans.length > 0 && (
        <Table verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Plan</Table.Th>
              <Table.Th>Kind</Table.Th>
              <Table.Th>Contract</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {payer.plans.map((plan) =>
              open === plan.id ? (
                <Table.Tr key={plan.id}>
                  <Table.Td colSpan={4} p={0}>
                    <PlanForm payer={payer} one={plan} close={close} />
                  </Table.Td>
                </Table.Tr>
              ) : (
                <Table.Tr key={plan.id}>
                  <Table.Td>{plan.name}</Table.Td>
                  <Table.Td>{planKinds[plan.kind]}</Table.Td>
                  <Table.Td>{plan.contractFactor === "" ? "not known" : `${plan.contractFactor} × Medicare`}</Table.Td>
                  <Table.Td className="row-end">{mayChange && <ChangeButton of={plan.name} act={() => setOpen(plan.id)} />}</Table.Td>
                </Table.Tr>
              ),
            )}
          </Table.Tbody>
        </Table>
      )}
      {open === "new" && <PlanForm payer={payer} one={undefined} close={close} />}
      {mayChange && open === undefined && (
        <Group className="panel-body" gap="xs">
          <Button size="compact-xs" variant="default" aria-label={`Add a plan of ${payer.name}`} onClick={() => setOpen("new")}>
            Add a plan
          </Button>
          {payer.plans.length === 0 && (
            <Text size="xs" className="dimmed">
              Without a plan nothing is known of what the payer should pay.
            </Text>
          )}
        </Group>
      )}
    </>
  );
}

function PlanForm({ payer, one, close }: { readonly payer: Payer; readonly one: Plan | undefined; readonly close: () => void }) {
  const save = useSaveSetting();
  const [draft, setDraft] = useState({ name: one?.name ?? "", kind: one?.kind ?? "ppo", contractFactor: one?.contractFactor ?? "" });
  const findings = save.data?.findings ?? [];
  const send = (): void => {
    const value = { ...draft, payerId: payer.id };
    save.mutate(
      one === undefined
        ? { method: "POST", path: "/plans", body: { seen: 0, value } }
        : { method: "PUT", path: `/plans/${one.id}`, body: { seen: one.seen, value } },
      { onSuccess: (answer) => answer.saved && close() },
    );
  };
  return (
    <SettingForm
      label={one === undefined ? `Add a plan of ${payer.name}` : `Change ${one.name}`}
      findings={findings}
      saving={save.isPending}
      save={send}
      leave={close}
    >
      <Group gap="sm" align="flex-start">
        <Field label="Plan" value={draft.name} set={(name) => setDraft({ ...draft, name })} path="name" findings={findings} w={200} />
        <Choice
          label="Kind"
          value={draft.kind}
          set={(kind) => setDraft({ ...draft, kind: kind as PlanSetting["kind"] })}
          path="kind"
          findings={findings}
          w={210}
          data={Object.entries(planKinds).map(([value, label]) => ({ value, label }))}
        />
        <Field
          label="Contract, × Medicare"
          value={draft.contractFactor}
          set={(contractFactor) => setDraft({ ...draft, contractFactor })}
          path="contractFactor"
          findings={findings}
          w={160}
          help="1.25 is 125 %; empty: not known"
        />
      </Group>
    </SettingForm>
  );
}
