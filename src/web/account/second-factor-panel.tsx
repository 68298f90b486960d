/** Setting up a second factor: the password once more, the picture for the telephone, its first code, the recovery codes. */
import { Alert, Badge, Button, Code, Group, PasswordInput, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { accountAnswers, refusalWords, useAccountChange, useDoor, useProvider } from "../api/door-queries.ts";
import { DoorForm } from "../door/door-frame.tsx";
import type { MyAccount } from "./account-page.tsx";
import { QrPicture } from "./qr-picture.tsx";

type Step =
  | { readonly name: "rest" }
  | { readonly name: "proof"; readonly goal: "propose" | "renew" | "remove" }
  | { readonly name: "scan"; readonly secret: string; readonly uri: string }
  | { readonly name: "codes"; readonly codes: readonly string[] };

export function SecondFactorPanel({
  account,
  begin = false,
  done,
}: {
  readonly account: MyAccount;
  /** Goes on to the setting up at once. */
  readonly begin?: boolean;
  /** When the recovery codes were seen. */
  readonly done?: () => void;
}) {
  const [step, setStep] = useState<Step>(begin ? { name: "proof", goal: "propose" } : { name: "rest" });
  const rest = (): void => setStep({ name: "rest" });
  return (
    <section className="panel" aria-label="Second factor">
      <div className="panel-head">
        <Title order={2}>Second factor</Title>
        <Badge variant="light" tt="none" color={account.secondFactor ? "teal" : "orange"} ml="auto">
          {account.secondFactor ? "on" : "off"}
        </Badge>
      </div>
      <div className="panel-body">
        {step.name === "rest" && <Rest account={account} go={setStep} />}
        {step.name === "proof" && <Proof account={account} goal={step.goal} go={setStep} />}
        {step.name === "scan" && <Scan {...step} go={setStep} />}
        {step.name === "codes" && <Codes codes={step.codes} done={done ?? rest} />}
        {!begin && (step.name === "proof" || step.name === "scan") && (
          <Button variant="subtle" size="xs" mt="xs" fullWidth onClick={rest}>
            Leave it
          </Button>
        )}
      </div>
    </section>
  );
}

interface StepProps {
  readonly go: (step: Step) => void;
}

function Rest({ account, go }: StepProps & { readonly account: MyAccount }) {
  if (!account.secondFactor) {
    return (
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          A code of your telephone beside the password: whoever learns the password alone does not get in. Any authenticator app will do.
        </Text>
        <Button onClick={() => go({ name: "proof", goal: "propose" })}>Set it up</Button>
      </Stack>
    );
  }
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">
        You are asked for a code at each sign-in. {account.recoveryCodesLeft} of your recovery codes{" "}
        {account.recoveryCodesLeft === 1 ? "is" : "are"} not used.
      </Text>
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={() => go({ name: "proof", goal: "renew" })}>
          New recovery codes
        </Button>
        <Button variant="default" size="xs" onClick={() => go({ name: "proof", goal: "remove" })}>
          Take it away
        </Button>
      </Group>
    </Stack>
  );
}

const proofs = {
  propose: { method: "POST", path: "/second-factor", button: "Go on", words: "" },
  renew: { method: "POST", path: "/recovery-codes", button: "Make new ones", words: "The codes you have now end." },
  remove: { method: "POST", path: "/second-factor/remove", button: "Take it away", words: "After this the password alone lets you in." },
} as const;

function Proof({ account, goal, go }: StepProps & { readonly account: MyAccount; readonly goal: keyof typeof proofs }) {
  const { path, button, words } = proofs[goal];
  const [proof, setProof] = useState("");
  const propose = useAccountChange(accountAnswers.secret, "POST", path);
  const renew = useAccountChange(accountAnswers.codes, "POST", path);
  const remove = useAccountChange(accountAnswers.done, "POST", path);
  const used = { propose, renew, remove }[goal];
  const send = (): void => {
    if (goal === "propose") propose.mutate({ proof }, { onSuccess: (made) => go({ name: "scan", ...made }) });
    if (goal === "renew") renew.mutate({ proof }, { onSuccess: ({ recoveryCodes }) => go({ name: "codes", codes: recoveryCodes }) });
    if (goal === "remove") remove.mutate({ proof }, { onSuccess: () => go({ name: "rest" }) });
  };
  const needed = account.hasPassword || account.secondFactor;
  const door = useDoor();
  if (!needed && door.data?.person?.justProved === false) return <AskAgain provider={door.data.provider ?? "the identity provider"} />;
  return (
    <DoorForm send={send} busy={used.isPending} error={used.error} button={button}>
      {words !== "" && <Text size="sm">{words}</Text>}
      {needed && (
        <PasswordInput
          label={account.hasPassword ? "Your password" : "A code of your second factor"}
          autoComplete={account.hasPassword ? "current-password" : "one-time-code"}
          required
          withAsterisk={false}
          autoFocus
          value={proof}
          onChange={(event) => setProof(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": "Show it" }}
        />
      )}
    </DoorForm>
  );
}

/** Whoever has neither password nor code shows by the provider that it is they, and comes back to this page. */
function AskAgain({ provider }: { readonly provider: string }) {
  const again = useProvider();
  return (
    <Stack gap="sm">
      <Text size="sm">{provider} asks you once more who you are; then set it up within ten minutes.</Text>
      <Button loading={again.isPending} onClick={() => again.mutate({ anew: true })}>
        Sign in with {provider} again
      </Button>
      {again.error !== null && (
        <Text size="sm" role="alert">
          {refusalWords(again.error)}
        </Text>
      )}
    </Stack>
  );
}

function Scan({ secret, uri, go }: StepProps & { readonly secret: string; readonly uri: string }) {
  const [code, setCode] = useState("");
  const confirm = useAccountChange(accountAnswers.codes, "PUT", "/second-factor");
  return (
    <Group align="flex-start" wrap="nowrap" gap="md">
      <QrPicture text={uri} label="Picture with the secret for your authenticator app" />
      <Stack gap="sm" flex={1}>
        <Text size="sm">Scan the picture with your authenticator app, or type this into it:</Text>
        <Code block className="secret">
          {secret.match(/.{1,4}/g)?.join(" ")}
        </Code>
        <DoorForm
          send={() => confirm.mutate({ code }, { onSuccess: ({ recoveryCodes }) => go({ name: "codes", codes: recoveryCodes }) })}
          busy={confirm.isPending}
          error={confirm.error}
          button="Turn it on"
        >
          <TextInput
            label="The code it shows now"
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            withAsterisk={false}
            autoFocus
            classNames={{ input: "code-input" }}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </DoorForm>
      </Stack>
    </Group>
  );
}

function Codes({ codes, done }: { readonly codes: readonly string[]; readonly done: () => void }) {
  return (
    <Stack gap="sm">
      <Alert color="orange" title="Write these down now" p="sm">
        <Text size="sm">
          When the telephone is lost, each of these lets you in once. They are not shown again; keep them where you keep what is valuable.
        </Text>
      </Alert>
      <SimpleGrid cols={2} spacing={6} verticalSpacing={6} component="ol" className="recovery-codes" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code} className="mono">
            {code}
          </li>
        ))}
      </SimpleGrid>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="xs" onClick={() => void navigator.clipboard.writeText(codes.join("\n"))}>
          Copy
        </Button>
        <Button size="xs" onClick={done}>
          I have them
        </Button>
      </Group>
    </Stack>
  );
}
