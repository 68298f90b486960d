/** A visit in the calendar: first who, then when, with whom and why. */
import { Button, Group, NativeSelect, Stack, Switch, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { appointmentMadeSchema } from "../../http/contract/front-desk.ts";
import { useChoices, useDeskCommand, useFoundPatients } from "../api/front-desk.ts";
import { usDate } from "../words.ts";

interface Who {
  readonly id: number;
  readonly name: string;
}

export function FindPatient({ day, close }: { readonly day: string; readonly close: () => void }) {
  const [text, setText] = useState("");
  const [who, setWho] = useState<Who | undefined>(undefined);
  const found = useFoundPatients(text);
  return (
    <section className="panel" aria-label="Put a visit in the calendar">
      <div className="panel-head">
        <Title order={2}>Put a visit in the calendar</Title>
        <Button size="compact-xs" variant="subtle" ml="auto" onClick={close}>
          Close
        </Button>
      </div>
      <Stack className="panel-body" gap="sm">
        {who === undefined ? (
          <>
            <TextInput
              size="xs"
              w={380}
              data-autofocus
              autoFocus
              label="Patient"
              placeholder="name, date of birth, account or member id"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => event.key === "Escape" && close()}
              maxLength={100}
            />
            {(found.data?.patients ?? []).map((one) => (
              <UnstyledButton key={one.id} className="hit" onClick={() => setWho(one)}>
                <Text size="sm">
                  {one.name}{" "}
                  <span className="dimmed">
                    born {usDate(one.birthDate)}, {one.accountNumber}, {one.address}
                  </span>
                </Text>
              </UnstyledButton>
            ))}
            {text.trim().length > 1 && found.data?.patients.length === 0 && (
              <Text size="sm">
                Nobody is found.{" "}
                <Link to="/front-desk/register" className="file-link">
                  Register a new patient
                </Link>
              </Text>
            )}
          </>
        ) : (
          <AppointmentForm who={who} day={day} close={close} />
        )}
      </Stack>
    </section>
  );
}

export function AppointmentForm({ who, day, close }: { readonly who: Who; readonly day: string; readonly close: () => void }) {
  const choices = useChoices().data;
  const command = useDeskCommand(appointmentMadeSchema);
  const navigate = useNavigate();
  const [on, setOn] = useState(day);
  const [time, setTime] = useState("");
  const [providerId, setProvider] = useState("");
  const [locationId, setLocation] = useState("");
  const [reason, setReason] = useState("");
  const [selfPay, setSelfPay] = useState(false);
  const provider = providerId === "" ? String(choices?.providers[0]?.id ?? "") : providerId;
  const location = locationId === "" ? String(choices?.locations[0]?.id ?? "") : locationId;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const body = {
      patientId: who.id,
      on,
      ...(time === "" ? {} : { at: time.replace(":", "") }),
      providerId: Number(provider),
      locationId: Number(location),
      reason,
      selfPay,
    };
    const done = (): void => {
      close();
      void navigate({ to: "/front-desk", search: on === choices?.today ? {} : { on } });
    };
    command.mutate({ path: "/appointments", body }, { onSuccess: done });
  };
  return (
    <form onSubmit={save}>
      <Group gap="sm" align="flex-end">
        <Text size="sm" fw={600} pb={5}>
          {who.name}
        </Text>
        <TextInput
          size="xs"
          type="date"
          label="On"
          required
          min={choices?.today ?? ""}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <TextInput size="xs" type="time" label="At" value={time} onChange={(event) => setTime(event.currentTarget.value)} />
        <NativeSelect
          size="xs"
          label="With"
          data={(choices?.providers ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
          value={provider}
          onChange={(event) => setProvider(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          label="Where"
          data={(choices?.locations ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
          value={location}
          onChange={(event) => setLocation(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          w={260}
          label="Why the patient comes"
          aria-label="Why the patient comes"
          required
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Switch
          size="xs"
          pb={6}
          label="Self-pay: no claim"
          checked={selfPay}
          onChange={(event) => setSelfPay(event.currentTarget.checked)}
        />
        <Button size="xs" type="submit" loading={command.isPending}>
          Put in the calendar
        </Button>
      </Group>
    </form>
  );
}
