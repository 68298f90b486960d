/** What people do around a visit without changing it: who has it, when it comes back, what is asked. Rows are only added. */
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Queue } from "./queue.ts";

export type WorkKind = "assigned" | "follow-up" | "note" | "asked" | "answered" | "withdrawn";

/** An account; 0 is whoever sits at a demonstration that opens without a password. */
export type OwnerId = number;

export interface WorkEvent {
  readonly kind: WorkKind;
  /** Of "assigned"; absent: nobody has it any more. */
  readonly ownerId?: OwnerId;
  /** Of "follow-up"; absent: it is no longer put off. */
  readonly followUp?: IsoDate;
  /** Of "follow-up": where the visit stood. */
  readonly queue?: string;
}

export interface WorkStanding {
  readonly ownerId?: OwnerId;
  readonly followUp?: { readonly on: IsoDate; readonly queue?: string };
  readonly questionOpen: boolean;
}

export const untouchedWork: WorkStanding = { questionOpen: false };

/** In the order in which they happened. */
export function foldWork(events: readonly WorkEvent[]): WorkStanding {
  return events.reduce(applyWork, untouchedWork);
}

function applyWork(standing: WorkStanding, event: WorkEvent): WorkStanding {
  const { ownerId: _owner, ...unowned } = standing;
  const { followUp: _followUp, ...awake } = standing;
  switch (event.kind) {
    case "assigned":
      return event.ownerId === undefined ? unowned : { ...unowned, ownerId: event.ownerId };
    case "follow-up": {
      if (event.followUp === undefined) return awake;
      return { ...awake, followUp: { on: event.followUp, ...(event.queue === undefined ? {} : { queue: event.queue }) } };
    }
    case "asked":
      return { ...standing, questionOpen: true };
    case "answered":
    case "withdrawn":
      return { ...standing, questionOpen: false };
    case "note":
      return standing;
  }
}

/** The day on which the visit comes back. What has moved to another queue meanwhile is awake: something happened to it. */
export function followUpIn({ followUp }: WorkStanding, queue: Queue): IsoDate | undefined {
  return followUp !== undefined && queue !== "closed" && (followUp.queue === undefined || followUp.queue === queue)
    ? followUp.on
    : undefined;
}
