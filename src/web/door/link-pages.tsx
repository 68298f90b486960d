/** Pages of one-time links: a password for who was added, and the first owner of a practice. The token stands behind "#". */
import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { refusalWords, useDoorStep, useLink } from "../api/door-queries.ts";
import { Waiting } from "../frame/states.tsx";
import { DoorForm, DoorFrame } from "./door-frame.tsx";
import { InvitationPage } from "./invitation-page.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

/** The link that this page was opened with; it works before and instead of signing in. */
export function linkOfPage(): { readonly kind: LinkKind; readonly token: string } | undefined {
  const kind = kinds.find((one) => location.pathname === `/${one}`);
  if (kind === undefined) return undefined;
  const given = location.hash.slice(1);
  if (kind !== "invitation") return { kind, token: given };
  // The way over the identity provider comes back without what stood behind "#".
  if (given !== "") sessionStorage.setItem(keptInvitation, given);
  return { kind, token: given === "" ? (sessionStorage.getItem(keptInvitation) ?? "") : given };
}

const kinds = ["password", "setup", "invitation"] as const;
type LinkKind = (typeof kinds)[number];
const keptInvitation = "claimwright.invitation";

export function LinkPage({ kind, token }: { readonly kind: LinkKind; readonly token: string }) {
  const link = useLink(token);
  if (link.isPending) return <Waiting what="the link" />;
  if (link.isError || link.data.kind !== kind) {
    return (
      <DoorFrame title="This link does not open anything" words={link.error === null ? undefined : refusalWords(link.error)}>
        <Button variant="default" component="a" href="/">
          To the sign-in
        </Button>
      </DoorFrame>
    );
  }
  if (kind === "setup") return <Setup token={token} />;
  if (kind === "invitation") return <InvitationPage token={token} link={link.data} goIn={goIn} />;
  return <ChoosePassword token={token} login={link.data.login ?? ""} name={link.data.name ?? ""} />;
}

/** In, and without the token in the address. */
function goIn(): void {
  sessionStorage.removeItem(keptInvitation);
  location.replace("/");
}

function ChoosePassword({ token, login, name }: { readonly token: string; readonly login: string; readonly name: string }) {
  const [password, setPassword] = useState("");
  const step = useDoorStep("link/password");
  return (
    <DoorFrame title={`Welcome, ${name}`} words="Choose the password with which you will sign in from now on.">
      <DoorForm
        send={() => step.mutate({ token, password }, { onSuccess: goIn })}
        busy={step.isPending}
        error={step.error}
        button="Set the password and go in"
      >
        <TextInput label="Your login" value={login} readOnly autoComplete="username" />
        <NewPasswordField value={password} change={setPassword} login={login} name={name} label="Password" autoFocus />
      </DoorForm>
    </DoorFrame>
  );
}

function Setup({ token }: { readonly token: string }) {
  const [owner, setOwner] = useState({ practiceName: "", name: "", login: "", password: "" });
  const step = useDoorStep("setup");
  const field = (key: keyof typeof owner) => ({
    value: owner[key],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = event.currentTarget;
      setOwner((before) => ({ ...before, [key]: value }));
    },
    required: true,
    withAsterisk: false,
  });
  return (
    <DoorFrame title="Open the practice" words="You become its owner: the one who lets the others in.">
      <DoorForm
        send={() => step.mutate({ token, ...owner }, { onSuccess: goIn })}
        busy={step.isPending}
        error={step.error}
        button="Make the account and go in"
      >
        <TextInput
          label="Name of the practice"
          placeholder="Cedar Creek Family Medicine"
          autoComplete="organization"
          autoFocus
          {...field("practiceName")}
        />
        <TextInput label="Your name" autoComplete="name" {...field("name")} />
        <TextInput
          label="Your login"
          description="Usually your e-mail address."
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          inputWrapperOrder={["label", "input", "description", "error"]}
          {...field("login")}
        />
        <NewPasswordField
          label="Password"
          value={owner.password}
          change={(password) => setOwner((before) => ({ ...before, password }))}
          login={owner.login}
          name={owner.name}
        />
      </DoorForm>
      <Text size="xs" className="dimmed">
        This link works once. You can add a second factor under My account.
      </Text>
    </DoorFrame>
  );
}
