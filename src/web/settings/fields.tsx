/** What the forms of the settings are made of: a field with what the check says of it, an address, the row of buttons. */
import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";

import type { FindingView } from "../../http/contract/values.ts";
import { zipWords } from "../words.ts";

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly path: string;
  readonly findings: readonly FindingView[];
  readonly w: number;
  readonly type?: string;
  readonly help?: string;
  readonly disabled?: boolean;
}

/** An error stands at its field with the way out; a warning too, and does not stop the saving. */
export function Field({ label, value, set, path, findings, w, type = "text", help, disabled = false }: FieldProps) {
  return (
    <TextInput
      size="xs"
      label={label}
      description={help}
      inputWrapperOrder={["label", "input", "error", "description"]}
      type={type}
      w={w}
      value={value}
      error={errorAt(findings, path)}
      disabled={disabled}
      autoComplete="off"
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

interface ChoiceProps extends Omit<FieldProps, "type"> {
  readonly data: readonly { readonly value: string; readonly label: string }[];
}

export function Choice({ label, value, set, path, findings, w, data, help }: ChoiceProps) {
  return (
    <NativeSelect
      size="xs"
      label={label}
      description={help}
      inputWrapperOrder={["label", "input", "error", "description"]}
      w={w}
      data={[...data]}
      value={value}
      error={errorAt(findings, path)}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

function errorAt(findings: readonly FindingView[], path: string): string | undefined {
  const found = findings.find((one) => one.path === path && one.severity === "error");
  return found === undefined ? undefined : `${found.message} ${found.fix}`;
}

export interface AddressDraft {
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

export function addressDraft(
  address:
    | { readonly line1: string; readonly line2?: string | undefined; readonly city: string; readonly state: string; readonly zip: string }
    | undefined,
): AddressDraft {
  const { line1 = "", line2 = "", city = "", state = "", zip = "" } = address ?? {};
  return { line1, line2, city, state, zip: zipWords(zip) };
}

/** Whether anything is written; an address that is empty is none. */
export function isWritten(address: AddressDraft): boolean {
  return Object.values(address).some((part) => part.trim() !== "");
}

interface AddressProps {
  readonly what: string;
  readonly address: AddressDraft;
  readonly change: (address: AddressDraft) => void;
  readonly path: string;
  readonly findings: readonly FindingView[];
}

export function AddressFields({ what, address, change, path, findings }: AddressProps) {
  const field = (key: keyof AddressDraft, words: string, w: number) => (
    <Field
      label={`${what}: ${words}`}
      w={w}
      value={address[key]}
      set={(value) => change({ ...address, [key]: value })}
      path={`${path}.${key}`}
      findings={findings}
    />
  );
  return (
    <Group gap="sm" align="flex-start">
      {field("line1", "street", 240)}
      {field("line2", "second line", 200)}
      {field("city", "city", 180)}
      {field("state", "state", 150)}
      {field("zip", "ZIP", 150)}
    </Group>
  );
}

interface FormProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly findings: readonly FindingView[];
  readonly saving: boolean;
  readonly save: () => void;
  readonly leave: () => void;
}

/** Enter in a field saves; what was found and stands at no field is said above the buttons. */
export function SettingForm({ label, children, findings, saving, save, leave }: FormProps) {
  const errors = findings.filter((one) => one.severity === "error").length;
  return (
    <form
      aria-label={label}
      noValidate
      className="desk-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="sm" className="panel-body">
        {children}
        {errors > 0 && (
          <Alert color="red" role="alert" p="xs">
            <Text size="sm">
              Nothing is saved yet: {errors === 1 ? "one field" : `${errors} fields`} cannot be right. What to do stands at the field.
            </Text>
          </Alert>
        )}
        <Group gap="xs">
          <Button size="xs" type="submit" loading={saving}>
            Save
          </Button>
          <Button size="xs" variant="default" onClick={leave}>
            Leave it as it was
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What was saved all the same, and deserves a look. */
export function Warnings({ findings }: { readonly findings: readonly FindingView[] }) {
  const warnings = findings.filter((one) => one.severity === "warning");
  if (warnings.length === 0) return null;
  return (
    <div className="panel-body" role="status">
      {warnings.map((one) => (
        <Text size="sm" key={one.code + one.path}>
          <strong>{one.title}.</strong> {one.message} {one.why} {one.fix}
        </Text>
      ))}
    </div>
  );
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type ShownAddress = Parameters<typeof addressDraft>[0];

export function addressWords(address: ShownAddress): string {
  if (address === undefined) return "";
  const { line1, line2 = "", city, state, zip } = address;
  return [line1, line2, city, `${state} ${zipWords(zip)}`.trim()].filter((part) => part !== "").join(", ");
}
