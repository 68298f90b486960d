/**
 * An invitation: who has no password yet chooses one; whoever has an account signs in with it, and accepts under a new password,
 * because others may know the one from before.
 */
import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { z } from "zod";
import { roleTitles } from "../../core/access/roles.ts";
import type { linkViewSchema } from "../../http/contract/door.ts";
import { useDoor, useDoorStep } from "../api/door-queries.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { DoorForm, DoorFrame } from "./door-frame.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { type Door, OwnPassword, SecondFactor, SignIn, SignOutLink } from "./sign-in.tsx";

export interface InvitationProps {
  readonly token: string;
  readonly link: z.infer<typeof linkViewSchema>;
  readonly goIn: () => void;
}

export function InvitationPage(props: InvitationProps) {
  return props.link.used === true ? <WithAccount {...props} /> : <FirstPassword {...props} />;
}

function inviting({ inviter = "", role }: InvitationProps["link"]): string {
  return `${inviter} invites you${role === undefined ? "" : ` to work there as ${roleTitles[role].toLowerCase()}`}.`;
}

function FirstPassword({ token, link, goIn }: InvitationProps) {
  const [password, setPassword] = useState("");
  const step = useDoorStep("link/password");
  const { login = "", name = "" } = link;
  return (
    <DoorFrame title={`Welcome, ${name}`} words={`${inviting(link)} Choose the password with which you will sign in from now on.`}>
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

function WithAccount(props: InvitationProps) {
  const door = useDoor();
  const { login = "" } = props.link;
  if (door.data === undefined) return door.isError ? <Failed error={door.error} retry={door.refetch} /> : <Waiting what="the door" />;
  const { state, person } = door.data;
  if (state === "second-factor") return <SecondFactor door={door.data} />;
  if (state === "new-password") return <OwnPassword door={door.data} />;
  if (person === undefined || (person.login === login && !person.justProved)) {
    const words = `${inviting(props.link)} Sign in with your account to accept. If you have none, or never chose its password yourself, do not go on: ask whoever invited you.`;
    return <SignIn door={door.data} ended={false} entered={() => {}} lastLogin={login} title="You are invited" words={words} anew />;
  }
  if (person.login !== login) {
    return (
      <DoorFrame
        title="For another account"
        words={`${inviting(props.link)} The invitation is for ${login}; you are signed in as ${person.login}.`}
      >
        <SignOutLink words="Sign out, and in with the other account" />
      </DoorFrame>
    );
  }
  return <Accept {...props} person={person} />;
}

function Accept({ token, link, goIn, person }: InvitationProps & { readonly person: NonNullable<Door["person"]> }) {
  const [password, setPassword] = useState("");
  const step = useDoorStep("link/accept");
  const accept = (body: object): void => step.mutate({ token, ...body }, { onSuccess: goIn });
  return (
    <DoorFrame title="You are invited" words={inviting(link)}>
      <DoorForm
        send={() => accept(link.hasPassword === true ? { password } : {})}
        busy={step.isPending}
        error={step.error}
        button="Accept and go in"
      >
        {link.hasPassword === true && (
          <>
            <Text size="sm">
              Choose a new password with it: whoever made your account may know the one you have. You will be signed out everywhere else.
            </Text>
            <TextInput label="Your login" value={person.login} readOnly autoComplete="username" />
            <NewPasswordField value={password} change={setPassword} login={person.login} name={person.name} autoFocus />
          </>
        )}
      </DoorForm>
      <Button variant="subtle" size="xs" onClick={goIn}>
        Not now
      </Button>
    </DoorFrame>
  );
}
