/** A role that needs a second factor sets it up before anything else is shown. */

import { SecondFactorPanel } from "../account/second-factor-panel.tsx";
import { useAccount } from "../api/door-queries.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { DoorFrame } from "./door-frame.tsx";
import { SignOutLink } from "./sign-in.tsx";

export function EnrolSecondFactor({ done }: { readonly done: () => void }) {
  const account = useAccount();
  if (account.isPending) return <Waiting what="your account" />;
  if (account.isError) return <Failed error={account.error} retry={account.refetch} />;
  return (
    <DoorFrame
      title="One more lock"
      words="Your role lets others in, so a password alone is not enough here. It takes a minute, with any authenticator app on your telephone."
      wide
    >
      <SecondFactorPanel account={account.data} begin done={done} />
      <SignOutLink words="Sign out" />
    </DoorFrame>
  );
}
