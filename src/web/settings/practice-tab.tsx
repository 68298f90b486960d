/** The practice itself: who bills, from where, and where payments go. */
import { Button, Checkbox, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { Settings } from "../../http/contract/settings.ts";
import type { FindingView } from "../../http/contract/values.ts";
import { useSaveSetting } from "../api/settings.ts";
import { phoneWords } from "../words.ts";
import { AddressFields, addressDraft, addressWords, Choice, Fact, Field, isWritten, SettingForm, Warnings } from "./fields.tsx";

interface Props {
  readonly settings: Settings;
  readonly mayChange: boolean;
}

export function PracticeTab({ settings, mayChange }: Props) {
  const [changing, setChanging] = useState(false);
  const [warnings, setWarnings] = useState<readonly FindingView[]>([]);
  const { practice } = settings;
  return (
    <section className="panel" aria-label="Practice">
      <div className="panel-head">
        <Title order={2}>Practice</Title>
        <Text size="xs" className="dimmed">
          the billing provider of every claim
        </Text>
        {mayChange && !changing && (
          <Button size="compact-xs" variant="default" ml="auto" onClick={() => setChanging(true)}>
            Change
          </Button>
        )}
      </div>
      {changing ? (
        <PracticeForm
          settings={settings}
          done={(findings) => {
            setWarnings(findings);
            setChanging(false);
          }}
        />
      ) : (
        <>
          <Warnings findings={warnings} />
          <dl className="setting-facts panel-body">
            <Fact name="Name">{practice.name}</Fact>
            <Fact name="Is">{practice.kind === "organisation" ? "an organization" : "one person"}</Fact>
            <Fact name="NPI">{practice.npi || "none yet"}</Fact>
            <Fact name="Tax number">{practice.taxId.number === "" && mayChange ? "none yet" : practice.taxIdShown}</Fact>
            <Fact name="Taxonomy">{practice.taxonomy ?? "none"}</Fact>
            <Fact name="Billing address">{addressWords(practice.address) || "none yet"}</Fact>
            <Fact name="Payments go to">{practice.payTo === undefined ? "the billing address" : addressWords(practice.payTo)}</Fact>
            <Fact name="Telephone">{phoneWords(practice.phone) || "none yet"}</Fact>
            <Fact name="Contact for payers">{practice.contactName || "none yet"}</Fact>
            <Fact name="Time zone">{practice.timeZone}</Fact>
            <Fact name="Submitter id">{practice.submitterId}</Fact>
          </dl>
        </>
      )}
    </section>
  );
}

function PracticeForm({ settings, done }: { readonly settings: Settings; readonly done: (findings: readonly FindingView[]) => void }) {
  const { practice } = settings;
  const save = useSaveSetting();
  const [draft, setDraft] = useState({
    name: practice.name,
    kind: practice.kind as string,
    npi: practice.npi,
    taxKind: practice.taxId.kind as string,
    taxNumber: practice.taxId.number,
    taxonomy: practice.taxonomy ?? "",
    phone: phoneWords(practice.phone),
    contactName: practice.contactName,
    timeZone: practice.timeZone,
    submitterId: practice.submitterId,
  });
  const [address, setAddress] = useState(addressDraft(practice.address));
  const [elsewhere, setElsewhere] = useState(practice.payTo !== undefined);
  const [payTo, setPayTo] = useState(addressDraft(practice.payTo));
  const findings = save.data?.findings ?? [];
  const field = (key: keyof typeof draft, label: string, path: string, w: number, help?: string) => (
    <Field
      label={label}
      value={draft[key]}
      set={(value) => setDraft({ ...draft, [key]: value })}
      path={path}
      findings={findings}
      w={w}
      {...(help === undefined ? {} : { help })}
    />
  );
  const send = (): void => {
    const { taxKind, taxNumber, ...rest } = draft;
    const value = {
      ...rest,
      taxId: { kind: taxKind, number: taxNumber },
      address,
      ...(elsewhere && isWritten(payTo) ? { payTo } : {}),
    };
    save.mutate(
      { method: "PUT", path: "/practice", body: { seen: practice.seen, value } },
      { onSuccess: (answer) => answer.saved && done(answer.findings) },
    );
  };
  const zones = [...new Set([draft.timeZone, ...settings.choices.timeZones])];
  return (
    <SettingForm label="Change the practice" findings={findings} saving={save.isPending} save={send} leave={() => done([])}>
      <Group gap="sm" align="flex-start">
        {field("name", "Name", "name", 320, "as the payers and the Internal Revenue Service have it")}
        <Choice
          label="Is"
          value={draft.kind}
          set={(kind) => setDraft({ ...draft, kind })}
          path="kind"
          findings={findings}
          w={160}
          data={[
            { value: "organisation", label: "an organization" },
            { value: "person", label: "one person" },
          ]}
        />
        {field("npi", "NPI", "npi", 140)}
        {field("taxonomy", "Taxonomy", "taxonomy", 140)}
      </Group>
      <Group gap="sm" align="flex-start">
        <Choice
          label="Kind of tax number"
          value={draft.taxKind}
          set={(taxKind) => setDraft({ ...draft, taxKind })}
          path="taxId.kind"
          findings={findings}
          w={200}
          data={[
            { value: "EI", label: "employer's (EIN)" },
            { value: "SY", label: "social security number" },
          ]}
        />
        {field("taxNumber", "Tax number", "taxId.number", 160)}
        {field("phone", "Telephone", "phone", 160)}
        {field("contactName", "Contact for payers", "contactName", 200)}
      </Group>
      <AddressFields what="Billing address" address={address} change={setAddress} path="address" findings={findings} />
      <Checkbox
        size="xs"
        label="Payments go to another address"
        checked={elsewhere}
        onChange={(event) => setElsewhere(event.currentTarget.checked)}
      />
      {elsewhere && <AddressFields what="Pay-to address" address={payTo} change={setPayTo} path="payTo" findings={findings} />}
      <Group gap="sm" align="flex-start">
        <Choice
          label="Time zone"
          value={draft.timeZone}
          set={(timeZone) => setDraft({ ...draft, timeZone })}
          path="timeZone"
          findings={findings}
          w={240}
          data={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        />
        {field("submitterId", "Submitter id", "submitterId", 200, "who we are in each file's envelope")}
      </Group>
    </SettingForm>
  );
}
