/**
 * Nothing of a practice is shown before the server has said who is there. When a session ends, what it showed leaves the screen
 * and the memory; the address stays, so that whoever signs in again is where they were.
 */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { signedOutEvent } from "../api/client.ts";
import { useDoor, useDoorStep } from "../api/door-queries.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { MyBillPage } from "../my-bill/my-bill-page.tsx";
import { EnrolSecondFactor } from "./enrol-second-factor.tsx";
import { IdleWarning } from "./idle-warning.tsx";
import { LinkPage, linkOfPage } from "./link-pages.tsx";
import { ChoosePractice, type Door, OwnPassword, SecondFactor, SignIn } from "./sign-in.tsx";

interface GateKeeper {
  /** In the open demonstration: shows the sign-in. */
  readonly askToSignIn: () => void;
  readonly signOut: () => void;
}

const GateContext = createContext<GateKeeper>({ askToSignIn: () => {}, signOut: () => {} });

export function useGate(): GateKeeper {
  return useContext(GateContext);
}

export function Gate({ children }: { readonly children: ReactNode }) {
  const [link] = useState(linkOfPage);
  // A patient's own view knows nobody who works here and asks for nothing of theirs.
  if (location.pathname === "/my-bill") return <MyBillPage />;
  return link === undefined ? <Doorway>{children}</Doorway> : <LinkPage {...link} />;
}

function Doorway({ children }: { readonly children: ReactNode }) {
  const door = useDoor();
  const client = useQueryClient();
  const [wantsIn, setWantsIn] = useState(false);
  const [ended, setEnded] = useState(false);
  // Stays until the recovery codes were seen, though the door is open by then.
  const [enrols, setEnrols] = useState(false);
  const last = useRef<{ readonly login: string; readonly state: Door["state"] }>({ login: "", state: "sign-in" });
  const leaves = useRef(false);
  const out = useDoorStep("sign-out");
  const state = door.data?.state;
  const login = door.data?.person?.login;

  useEffect(() => {
    const look = (): void => void client.invalidateQueries({ queryKey: ["door"] });
    window.addEventListener(signedOutEvent, look);
    return () => window.removeEventListener(signedOutEvent, look);
  }, [client]);

  useEffect(() => {
    if (state === undefined) return;
    const before = last.current;
    if (before.state === "in" && state !== "in") {
      forget(client);
      if (state === "sign-in" && !leaves.current) setEnded(true);
      leaves.current = false;
    }
    if (state === "in") {
      setWantsIn(false);
      // Somebody else does not go on where the last one was.
      if (before.login !== "" && login !== undefined && before.login !== login && location.pathname !== "/") location.replace("/");
    }
    if (state !== "in") setEnrols(state === "enrol-second-factor");
    last.current = { login: login ?? before.login, state };
  }, [state, login, client]);

  const endNow = useCallback(() => {
    setEnded(true);
    forget(client);
    out.mutate({ idle: true });
  }, [client, out.mutate]);
  const gate = useMemo<GateKeeper>(
    () => ({
      askToSignIn: () => setWantsIn(true),
      signOut: () => {
        leaves.current = true;
        out.mutate({});
      },
    }),
    [out.mutate],
  );

  if (door.data === undefined) return door.isError ? <Failed error={door.error} retry={door.refetch} /> : <Waiting what="the door" />;
  if (ended || state === "sign-in" || (state === "open" && wantsIn)) {
    const cancel = state === "open" ? () => setWantsIn(false) : undefined;
    return <SignIn door={door.data} ended={ended} entered={() => setEnded(false)} lastLogin={last.current.login} cancel={cancel} />;
  }
  if (state === "second-factor") return <SecondFactor door={door.data} />;
  if (state === "new-password") return <OwnPassword door={door.data} />;
  if (state === "choose-practice") return <ChoosePractice door={door.data} />;
  if (state === "enrol-second-factor" || enrols) return <EnrolSecondFactor done={() => setEnrols(false)} />;
  return (
    <GateContext.Provider value={gate}>
      {children}
      {state === "in" && (
        <IdleWarning
          secondsLeft={door.data.idleSecondsLeft ?? Number.POSITIVE_INFINITY}
          since={door.dataUpdatedAt}
          stay={() => void door.refetch()}
          end={endNow}
        />
      )}
    </GateContext.Provider>
  );
}

/** Everything that was asked for somebody, but for where the door stands. */
function forget(client: ReturnType<typeof useQueryClient>): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "door" });
}
