/** Words that are not saved yet are kept on the server while they are written, so that a closed page or another machine loses none. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import type { NoteView } from "../../http/contract/notes.ts";
import { tell, tellLeaving } from "../api/client.ts";

interface Writing {
  readonly visitId: number;
  readonly written: NoteView["written"];
  readonly newest: number;
  /** They are not what is saved. */
  readonly changed: boolean;
  /** What was kept of them before. */
  readonly before: NoteView["written"] | undefined;
}

/** The first pause keeps them; after that no more often than this, since each time is on record. */
const milliseconds = { pause: 1500, apart: 15_000 } as const;

export function useKeptWords({ visitId, written, newest, changed, before }: Writing) {
  const client = useQueryClient();
  const waiting = useRef<NoteView["written"] | undefined>(undefined);
  const lastSent = useRef(0);
  const there = useRef(before !== undefined);
  const lastKept = useRef(before);
  const [safe, setSafe] = useState(before !== undefined);
  const path = `/visits/${visitId}/note/unsaved`;
  const remember = (words: NoteView["written"] | undefined): void => {
    there.current = words !== undefined;
    client.setQueryData<NoteView>(["note", visitId], (note) =>
      note === undefined
        ? undefined
        : { ...note, unsaved: words === undefined ? undefined : { written: words, newest, at: new Date().toISOString() } },
    );
  };
  const send = async (): Promise<void> => {
    const words = waiting.current;
    if (words === undefined) return;
    waiting.current = undefined;
    lastSent.current = Date.now();
    try {
      await tell(z.object({}), { method: "PUT", path, body: { written: words, newest } });
      there.current = true;
      lastKept.current = words;
      setSafe(true);
    } catch {
      // The next pause tries again; what cannot be kept is still in the fields.
      waiting.current ??= words;
      setSafe(false);
    }
  };
  const drop = (): void => {
    waiting.current = undefined;
    lastKept.current = undefined;
    if (!there.current) return;
    remember(undefined);
    setSafe(false);
    void tell(z.object({}), { method: "PUT", path, body: { newest } }).catch(() => undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is written counts
  useEffect(() => {
    if (!changed) {
      // Written and taken back in this sitting.
      if (lastSent.current > 0) drop();
      return;
    }
    if (JSON.stringify(written) === JSON.stringify(lastKept.current)) {
      waiting.current = undefined;
      return setSafe(true);
    }
    waiting.current = written;
    setSafe(false);
    const wait = Math.max(milliseconds.pause, milliseconds.apart - (Date.now() - lastSent.current));
    const timer = setTimeout(() => void send(), lastSent.current === 0 ? milliseconds.pause : wait);
    return () => clearTimeout(timer);
  }, [written, changed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for this version of the note
  useEffect(() => {
    const leave = (): void => {
      const words = waiting.current;
      if (words === undefined) return;
      waiting.current = undefined;
      tellLeaving({ path, body: { written: words, newest } });
      remember(words);
    };
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, []);
  return {
    /** All that is written is kept. */
    safe,
    drop,
    /** They are being saved for good. */
    leaveIt: (): void => {
      waiting.current = undefined;
    },
    /** They were not. */
    keepOn: (): void => {
      waiting.current = written;
      void send();
    },
  };
}
