/** The chair a person sits in: it decides which steps and screens are shown. A coder's chair shows no patient contact. */
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { type Chair, chairNames } from "../../http/contract/practice.ts";

interface Seat {
  readonly chair: Chair;
  readonly take: (chair: Chair) => void;
}

const SeatContext = createContext<Seat>({ chair: "both", take: () => {} });
const storageKey = "claimwright.chair";

export function ChairProvider({ children }: { readonly children: ReactNode }) {
  const [chair, setChair] = useState<Chair>(() => chairNames.find((name) => name === localStorage.getItem(storageKey)) ?? "both");
  const seat = useMemo<Seat>(
    () => ({
      chair,
      take: (next) => {
        localStorage.setItem(storageKey, next);
        setChair(next);
      },
    }),
    [chair],
  );
  return <SeatContext.Provider value={seat}>{children}</SeatContext.Provider>;
}

export function useChair(): Seat {
  return useContext(SeatContext);
}

export const chairWords: Readonly<Record<Chair, { readonly label: string; readonly does: string }>> = {
  coder: { label: "Coder", does: "reads notes and finds codes; no patient contact" },
  biller: { label: "Biller", does: "files claims, works answers, bills patients" },
  both: { label: "Both", does: "the whole way, as in a small practice" },
};

/** The steps of a visit that a chair works with. */
export const chairSteps: Readonly<Record<Chair, readonly string[]>> = {
  coder: ["note", "codes", "claim"],
  biller: ["note", "codes", "claim", "x12", "answer", "money", "statement"],
  both: ["note", "codes", "claim", "x12", "answer", "money", "statement"],
};
