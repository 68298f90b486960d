/** The steps of signing in: password or provider, second factor, a password of one's own, the practice. */
import { Alert, Button, Divider, Group, PasswordInput, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { z } from "zod";
import { roleTitles } from "../../core/access/roles.ts";
import type { doorSchema } from "../../http/contract/door.ts";
import { refusalWords, useDoorStep, useProvider } from "../api/door-queries.ts";
import { DoorForm, DoorFrame } from "./door-frame.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

export type Door = z.infer<typeof doorSchema>;

const problemsOfProvider: Readonly<Record<string, string>> = {
  "unknown-person": "The identity provider knows you, but you have no account here. Ask whoever manages people here to add you.",
  "provider-failed": "The sign-in by the identity provider did not come to its end. Try again.",
};

export function SignIn({
  door,
  ended,
  entered,
  lastLogin,
  cancel,
  title = "Sign in",
  words,
  anew,
}: {
  readonly door: Door;
  /** The session ended by itself. */
  readonly ended: boolean;
  readonly entered: () => void;
  readonly lastLogin: string;
  readonly cancel?: (() => void) | undefined;
  readonly title?: string;
  readonly words?: string;
  /** The identity provider asks the person again, also when it knows the browser. */
  readonly anew?: boolean;
}) {
  const [login, setLogin] = useState(lastLogin);
  const [password, setPassword] = useState("");
  const step = useDoorStep("sign-in");
  const provider = useProvider();
  const told = problemsOfProvider[new URLSearchParams(location.search).get("door") ?? ""];
  return (
    <DoorFrame title={title} words={words}>
      {ended && (
        <Alert color="blue" p="xs" role="status">
          <Text size="sm">You were signed out because nothing was done for a while. Sign in to go on where you were.</Text>
        </Alert>
      )}
      {told !== undefined && (
        <Alert color="orange" p="xs" role="status">
          <Text size="sm">{told}</Text>
        </Alert>
      )}
      <DoorForm
        send={() => step.mutate({ login, password }, { onSuccess: entered })}
        busy={step.isPending}
        error={step.error}
        button="Sign in"
      >
        <TextInput
          label="Login"
          placeholder="you@example.org"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          autoFocus={lastLogin === ""}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          autoFocus={lastLogin !== ""}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        />
      </DoorForm>
      {door.provider !== undefined && (
        <Stack gap="sm">
          <Divider label="or" />
          <Button variant="default" fullWidth loading={provider.isPending} onClick={() => provider.mutate({ anew: anew === true })}>
            Sign in with {door.provider}
          </Button>
          {provider.error !== null && (
            <Text size="sm" role="alert">
              {refusalWords(provider.error)}
            </Text>
          )}
        </Stack>
      )}
      {cancel !== undefined && (
        <Button variant="subtle" size="xs" onClick={cancel}>
          Back to the open demonstration
        </Button>
      )}
    </DoorFrame>
  );
}

export function SecondFactor({ door }: { readonly door: Door }) {
  const [code, setCode] = useState("");
  const step = useDoorStep("second-factor");
  return (
    <DoorFrame
      title="Second factor"
      words={`${door.person?.name ?? "You"}: the code that your authenticator app shows now, or one of your recovery codes.`}
    >
      <DoorForm send={() => step.mutate({ code }, { onError: () => setCode("") })} busy={step.isPending} error={step.error} button="Go on">
        <TextInput
          label="Code"
          autoComplete="one-time-code"
          inputMode="text"
          autoFocus
          required
          withAsterisk={false}
          maxLength={40}
          classNames={{ input: "code-input" }}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </DoorForm>
      <SignOutLink words="Sign in as somebody else" />
    </DoorFrame>
  );
}

export function OwnPassword({ door }: { readonly door: Door }) {
  const [password, setPassword] = useState("");
  const step = useDoorStep("password");
  return (
    <DoorFrame title="Choose your own password" words="The one you have was given by somebody else. From now on only you know it.">
      <DoorForm send={() => step.mutate({ password })} busy={step.isPending} error={step.error} button="Set the password">
        <NewPasswordField value={password} change={setPassword} login={door.person?.login ?? ""} name={door.person?.name ?? ""} autoFocus />
      </DoorForm>
      <SignOutLink words="Sign out" />
    </DoorFrame>
  );
}

export function ChoosePractice({ door }: { readonly door: Door }) {
  const step = useDoorStep("practice");
  const practices = door.practices ?? [];
  if (practices.length === 0) {
    return (
      <DoorFrame
        title="No practice yet"
        words="You have an account, but work in no practice. If you were invited, open the link that you were given; else ask whoever manages people there."
      >
        <SignOutLink words="Sign out" />
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title="Where do you work now?" words="You can change it at any time, at your name above.">
      <Stack gap={6}>
        {practices.map(({ id, name, role }) => (
          <UnstyledButton key={id} className="door-choice" disabled={step.isPending} onClick={() => step.mutate({ practiceId: id })}>
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm" fw={600}>
                {name}
              </Text>
              <Text size="xs" className="dimmed">
                {roleTitles[role]}
              </Text>
            </Group>
          </UnstyledButton>
        ))}
      </Stack>
      <SignOutLink words="Sign out" />
    </DoorFrame>
  );
}

export function SignOutLink({ words }: { readonly words: string }) {
  const out = useDoorStep("sign-out");
  return (
    <Button variant="subtle" size="xs" onClick={() => out.mutate({})}>
      {words}
    </Button>
  );
}
