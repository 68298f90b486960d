/** The form of a registration: patient, who pays, and the cards, kept apart. What the check says stands at its field. */
import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import type { FindingView } from "../../http/contract/values.ts";
import { useChoices } from "../api/front-desk.ts";
import { type AddressDraft, type CoverageDraft, type Draft, type NameDraft, newCoverage } from "./registration-draft.ts";

interface Form {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly findings: readonly FindingView[];
}

export function RegistrationForm({ draft, change, findings }: Form) {
  const set = (more: Partial<Draft>): void => change({ ...draft, ...more });
  return (
    <Stack gap="md" className="desk-form">
      <section className="panel" aria-label="Patient">
        <div className="panel-head">
          <Title order={2}>Patient</Title>
        </div>
        <Stack className="panel-body" gap="sm">
          <NameFields label="" name={draft.name} change={(name) => set({ name })} path="name" findings={findings} />
          <Group gap="sm" align="flex-start">
            <Field
              label="Born on"
              type="date"
              required
              w={150}
              value={draft.birthDate}
              set={(birthDate) => set({ birthDate })}
              error={at(findings, "birthDate")}
            />
            <NativeSelect
              size="xs"
              w={110}
              label="Sex"
              aria-label="Sex"
              required
              data={[{ value: "", label: "" }, ...sexes]}
              value={draft.sex}
              onChange={(event) => set({ sex: event.currentTarget.value })}
            />
            <Field label="Telephone" type="tel" w={160} value={draft.phone} set={(phone) => set({ phone })} error={at(findings, "phone")} />
            <Field
              label="Died on"
              type="date"
              w={150}
              value={draft.deathDate}
              set={(deathDate) => set({ deathDate })}
              error={at(findings, "deathDate")}
            />
          </Group>
          <AddressFields label="" address={draft.address} change={(address) => set({ address })} path="address" findings={findings} />
        </Stack>
      </section>
      <section className="panel" aria-label="Who pays">
        <div className="panel-head">
          <Title order={2}>Who pays the patient’s share</Title>
        </div>
        <Stack className="panel-body" gap="sm">
          <NativeSelect
            size="xs"
            w={200}
            label="Guarantor"
            data={guarantors}
            value={draft.payer}
            error={at(findings, "guarantor.relationship")}
            onChange={(event) => set({ payer: event.currentTarget.value })}
          />
          {draft.payer !== "self" && (
            <>
              <NameFields
                label="Guarantor: "
                name={draft.payerName}
                change={(payerName) => set({ payerName })}
                path="guarantor.name"
                findings={findings}
              />
              <AddressFields
                label="Guarantor: "
                address={draft.payerAddress}
                change={(payerAddress) => set({ payerAddress })}
                path="guarantor.address"
                findings={findings}
                same={() => set({ payerAddress: draft.address, payerPhone: draft.phone })}
              />
              <Field
                label="Telephone"
                name="Guarantor: telephone"
                type="tel"
                w={160}
                value={draft.payerPhone}
                set={(payerPhone) => set({ payerPhone })}
                error={at(findings, "guarantor.phone")}
              />
            </>
          )}
        </Stack>
      </section>
      <Coverages draft={draft} change={change} findings={findings} />
    </Stack>
  );
}

function Coverages({ draft, change, findings }: Form) {
  const set = (key: string, more: Partial<CoverageDraft>): void =>
    change({ ...draft, coverages: draft.coverages.map((one) => (one.key === key ? { ...one, ...more } : one)) });
  return (
    <section className="panel" aria-label="Insurance">
      <div className="panel-head">
        <Title order={2}>Insurance</Title>
        <Button
          size="compact-xs"
          variant="default"
          ml="auto"
          onClick={() => change({ ...draft, coverages: [...draft.coverages, newCoverage(Math.min(draft.coverages.length + 1, 3))] })}
        >
          Add an insurance
        </Button>
      </div>
      {draft.coverages.length === 0 && (
        <Text size="sm" className="panel-body dimmed">
          No insurance: visits are self-pay, and the patient gets an estimate before them.
        </Text>
      )}
      {draft.coverages.map((one, index) => (
        <Coverage
          key={one.key}
          one={one}
          index={index}
          set={(more) => set(one.key, more)}
          findings={findings}
          remove={
            one.id === undefined
              ? () => change({ ...draft, coverages: draft.coverages.filter((other) => other.key !== one.key) })
              : undefined
          }
        />
      ))}
    </section>
  );
}

interface CoverageProps {
  readonly one: CoverageDraft;
  readonly index: number;
  readonly set: (more: Partial<CoverageDraft>) => void;
  readonly findings: readonly FindingView[];
  readonly remove: (() => void) | undefined;
}

function Coverage({ one, index, set, findings, remove }: CoverageProps) {
  const choices = useChoices().data;
  const path = `coverages[${index}]`;
  const label = `Insurance ${index + 1}: `;
  const plans = (choices?.plans ?? []).filter((plan) => String(plan.payerId) === one.payerId);
  return (
    <Stack gap="sm" className="panel-body insurance">
      <Group gap="sm" align="flex-start">
        <NativeSelect
          size="xs"
          w={90}
          label="Asked"
          aria-label={`${label}asked`}
          data={ranks}
          value={one.rank}
          error={at(findings, `${path}.rank`)}
          onChange={(event) => set({ rank: event.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          w={190}
          label="Payer"
          aria-label={`${label}payer`}
          data={[{ value: "", label: "" }, ...(choices?.payers ?? []).map((payer) => ({ value: String(payer.id), label: payer.name }))]}
          value={one.payerId}
          error={at(findings, `${path}.payerId`)}
          onChange={(event) => set({ payerId: event.currentTarget.value, planId: "" })}
        />
        {plans.length > 0 && (
          <NativeSelect
            size="xs"
            w={160}
            label="Plan"
            aria-label={`${label}plan`}
            data={[{ value: "", label: "not known" }, ...plans.map((plan) => ({ value: String(plan.id), label: plan.name }))]}
            value={one.planId}
            error={at(findings, `${path}.planId`)}
            onChange={(event) => set({ planId: event.currentTarget.value })}
          />
        )}
        <Field
          label="Member id"
          name={`${label}member id`}
          w={150}
          value={one.memberId}
          set={(memberId) => set({ memberId })}
          error={at(findings, `${path}.memberId`)}
        />
        <Field label="Group" name={`${label}group`} w={95} value={one.groupNumber} set={(groupNumber) => set({ groupNumber })} />
        <Field label="Co-pay" name={`${label}co-pay on the card`} w={75} value={one.copay} set={(copay) => set({ copay })} />
        <Field label="From" name={`${label}from`} type="date" w={135} value={one.from} set={(from) => set({ from })} />
        <Field
          label="Last day"
          name={`${label}last day`}
          type="date"
          w={135}
          value={one.to}
          set={(to) => set({ to })}
          error={at(findings, `${path}.to`)}
        />
      </Group>
      <Group gap="sm" align="flex-start">
        <NativeSelect
          size="xs"
          w={200}
          label="The card is"
          aria-label={`${label}the card is`}
          data={relationships}
          value={one.relationship}
          error={at(findings, `${path}.relationship`)}
          onChange={(event) => set({ relationship: event.currentTarget.value })}
        />
        {one.relationship !== "18" && (
          <>
            <NameFields
              label={`${label}subscriber’s `}
              name={one.subscriberName}
              change={(subscriberName) => set({ subscriberName })}
              path={`${path}.subscriber.name`}
              findings={findings}
            />
            <Field
              label="Subscriber born on"
              name={`${label}subscriber born on`}
              type="date"
              w={150}
              value={one.subscriberBirth}
              set={(subscriberBirth) => set({ subscriberBirth })}
              error={at(findings, `${path}.subscriber.birthDate`)}
            />
            <NativeSelect
              size="xs"
              w={110}
              label="Sex"
              aria-label={`${label}subscriber’s sex`}
              data={[{ value: "", label: "" }, ...sexes]}
              value={one.subscriberSex}
              onChange={(event) => set({ subscriberSex: event.currentTarget.value })}
            />
          </>
        )}
        {remove !== undefined && (
          <Button size="xs" variant="subtle" mt={22} onClick={remove} aria-label={`${label}leave out`}>
            Leave out
          </Button>
        )}
      </Group>
    </Stack>
  );
}

const sexes = [
  { value: "F", label: "female" },
  { value: "M", label: "male" },
  { value: "U", label: "not known" },
];
const guarantors = [
  { value: "self", label: "the patient" },
  { value: "parent", label: "a parent" },
  { value: "spouse", label: "the spouse" },
  { value: "other", label: "somebody else" },
];
const ranks = [
  { value: "1", label: "first" },
  { value: "2", label: "second" },
  { value: "3", label: "third" },
];
/** X12 relationship codes. */
const relationships = [
  { value: "18", label: "the patient’s own" },
  { value: "01", label: "the spouse’s" },
  { value: "19", label: "a parent’s (child)" },
  { value: "53", label: "the life partner’s" },
  { value: "G8", label: "somebody else’s" },
];

interface NameProps {
  readonly label: string;
  readonly name: NameDraft;
  readonly change: (name: NameDraft) => void;
  readonly path: string;
  readonly findings: readonly FindingView[];
}

function NameFields({ label, name, change, path, findings }: NameProps) {
  const text = (words: string): string => (label === "" ? words : `${label}${words.toLowerCase()}`);
  const short = label.includes("subscriber");
  return (
    <Group gap="sm" align="flex-start">
      <Field
        label="Last name"
        name={text("Last name")}
        required={!short}
        w={190}
        value={name.last}
        set={(last) => change({ ...name, last })}
        error={at(findings, `${path}.last`) ?? at(findings, path)}
      />
      <Field
        label="First name"
        name={text("First name")}
        required={!short}
        w={170}
        value={name.first}
        set={(first) => change({ ...name, first })}
        error={at(findings, `${path}.first`)}
      />
      {!short && (
        <>
          <Field label="Middle" name={text("Middle")} w={110} value={name.middle} set={(middle) => change({ ...name, middle })} />
          <Field label="Suffix" name={text("Suffix")} w={70} value={name.suffix} set={(suffix) => change({ ...name, suffix })} />
        </>
      )}
    </Group>
  );
}

interface AddressProps {
  readonly label: string;
  readonly address: AddressDraft;
  readonly change: (address: AddressDraft) => void;
  readonly path: string;
  readonly findings: readonly FindingView[];
  readonly same?: () => void;
}

function AddressFields({ label, address, change, path, findings, same }: AddressProps) {
  const text = (words: string): string => (label === "" ? words : `${label}${words.toLowerCase()}`);
  const field = (key: keyof AddressDraft, words: string, w: number) => (
    <Field
      label={words}
      name={text(words)}
      w={w}
      value={address[key]}
      set={(value) => change({ ...address, [key]: value })}
      error={at(findings, `${path}.${key}`)}
    />
  );
  return (
    <Group gap="sm" align="flex-start">
      {field("line1", "Street", 230)}
      {field("line2", "Second line", 150)}
      {field("city", "City", 160)}
      {field("state", "State", 70)}
      {field("zip", "ZIP", 100)}
      {same !== undefined && (
        <Button size="xs" variant="subtle" mt={22} onClick={same}>
          As the patient’s
        </Button>
      )}
    </Group>
  );
}

interface FieldProps {
  readonly label: string;
  /** When the label alone would not say which of several it is. */
  readonly name?: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly w: number;
  readonly type?: string;
  readonly required?: boolean;
  readonly error?: string | undefined;
}

function Field({ label, name, value, set, w, type = "text", required = false, error }: FieldProps) {
  return (
    <TextInput
      size="xs"
      label={label}
      aria-label={name ?? label}
      type={type}
      required={required}
      w={w}
      value={value}
      error={error}
      autoComplete="off"
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

function at(findings: readonly FindingView[], path: string): string | undefined {
  return findings.find((one) => one.path === path && one.severity === "error")?.message;
}
