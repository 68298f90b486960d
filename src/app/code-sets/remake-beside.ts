/** Packs are made anew while the program works with what there is: on a thread, with what it is at, and an end that may come at any time. */
import { startThread } from "../start-thread.ts";
import { folderLockHolder, tryFolderLock } from "./folder-lock.ts";
import { type Remaking, whyNotRemade } from "./remake-packs.ts";

export interface RemakingData {
  readonly folder: string;
  readonly token: string;
}

export type FromRemaking =
  | { readonly what: "at"; readonly at: Remaking }
  | { readonly what: "made" }
  | { readonly what: "failed"; readonly because: string };

/** `waits`: another process changes the code sets, and what that leaves is looked at then. `because` is a sentence. */
export type RemakingState =
  | { readonly state: "makes"; readonly at?: Remaking }
  | { readonly state: "waits"; readonly because: string }
  | { readonly state: "failed"; readonly because: string };

export interface RemakingBeside {
  readonly state: () => RemakingState;
  /** Cuts it off where it is: what stands by then counts, and the next start goes on. */
  readonly stop: () => Promise<void>;
}

const lookEvery = 500;

/** `made` is called once, when all packs stand; never after `stop`. */
export function remakeBeside(folder: string, made: () => void): RemakingBeside {
  let state: RemakingState = { state: "makes" };
  let cutOff: () => Promise<void> = async () => {};
  const use = (): void => {
    try {
      made();
    } catch (error) {
      state = { state: "failed", because: whyNotRemade(error, folder) };
    }
  };
  const begin = (): void => {
    try {
      const lock = tryFolderLock(folder, "codes");
      if ("holder" in lock) {
        wait(lock.holder);
        return;
      }
      const thread = startThread(new URL("./remake-thread.ts", import.meta.url), { folder, token: lock.token } satisfies RemakingData);
      let told: FromRemaking | undefined;
      thread.on("message", (message: FromRemaking) => {
        told = message;
        if (message.what === "at") state = { state: "makes", at: message.at };
        if (message.what === "failed") state = { state: "failed", because: message.because };
      });
      thread.on("error", (error) => {
        state = { state: "failed", because: whyNotRemade(error, folder) };
      });
      const ended = new Promise<void>((resolve) => {
        thread.on("exit", () => {
          lock.release();
          if (told?.what === "made") use();
          else if (state.state === "makes") state = { state: "failed", because: "The thread that makes them ended before they stood." };
          resolve();
        });
      });
      cutOff = async () => {
        told = undefined;
        await thread.terminate();
        await ended;
      };
    } catch (error) {
      state = { state: "failed", because: whyNotRemade(error, folder) };
    }
  };
  /** Until the other is done, whatever it leaves. */
  const wait = (holder: string): void => {
    state = { state: "waits", because: `${holder} changes the code sets now.` };
    const timer = setInterval(() => {
      if (folderLockHolder(folder, "codes") !== undefined) return;
      clearInterval(timer);
      state = { state: "makes" };
      begin();
    }, lookEvery);
    timer.unref();
    cutOff = async () => clearInterval(timer);
  };
  begin();
  return { state: () => state, stop: () => cutOff() };
}
