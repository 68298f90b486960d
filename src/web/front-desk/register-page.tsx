/** A new patient. Saved only when every field can be right, and when nobody alike is registered or somebody has looked. */
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { type CheckedBody, registeredSchema } from "../../http/contract/front-desk.ts";
import { useDeskCommand, useRegistrationCheck } from "../api/front-desk.ts";
import { CheckWords, LikeOthers } from "./check-words.tsx";
import { newDraft, registrationOf } from "./registration-draft.ts";
import { RegistrationForm } from "./registration-form.tsx";

const nothing: CheckedBody = { findings: [], like: [] };

export function RegisterPage() {
  const navigate = useNavigate();
  const check = useRegistrationCheck();
  const command = useDeskCommand(registeredSchema);
  const [draft, setDraft] = useState(newDraft);
  const [checked, setChecked] = useState(nothing);
  const registration = registrationOf(draft);
  const register = (notThese: readonly number[]): void =>
    command.mutate(
      { path: "/patients", body: { registration, notThese } },
      { onSuccess: ({ patientId }) => void navigate({ to: "/front-desk/patients/$patientId", params: { patientId: String(patientId) } }) },
    );
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (registration === undefined) return;
    check.mutate(
      { registration },
      {
        onSuccess: (said) => {
          setChecked(said);
          if (said.like.length === 0 && !said.findings.some((one) => one.severity === "error")) register([]);
        },
      },
    );
  };
  const errors = checked.findings.some((one) => one.severity === "error");
  return (
    <form onSubmit={save}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-end">
          <div>
            <Title order={1}>New patient</Title>
            <Text size="sm" className="dimmed">
              The patient, who pays, and whose card it is may be three people.{" "}
              <Link to="/front-desk" className="file-link">
                Back to the day
              </Link>
            </Text>
          </div>
          <Button type="submit" size="sm" loading={check.isPending || command.isPending}>
            Check and register
          </Button>
        </Group>
        <CheckWords findings={checked.findings.filter((one) => errors || one.severity !== "note")} />
        {!errors && <LikeOthers like={checked.like} none={() => register(checked.like.map((one) => one.id))} busy={command.isPending} />}
        <RegistrationForm
          draft={draft}
          change={(next) => {
            setDraft(next);
            setChecked(nothing);
          }}
          findings={checked.findings}
        />
      </Stack>
    </form>
  );
}
