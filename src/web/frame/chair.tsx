/** The chair a person sits in: it decides which steps and screens are shown. A coder's chair shows no patient contact and no money. */
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { Permission } from "../../core/access/permissions.ts";
import { type Chair, chairNames } from "../../http/contract/practice.ts";
import { useSession } from "../api/queries.ts";

interface Seat {
  readonly chair: Chair;
  /** The chairs that the person's role has; with one there is nothing to choose. */
  readonly chairs: readonly Chair[];
  readonly take: (chair: Chair) => void;
}

const SeatContext = createContext<Seat>({ chair: "both", chairs: chairNames, take: () => {} });
const storageKey = "claimwright.chair";

export function ChairProvider({ children }: { readonly children: ReactNode }) {
  const permissions = useSession().data?.user.permissions;
  const [wished, setWished] = useState<Chair>(() => chairNames.find((name) => name === localStorage.getItem(storageKey)) ?? "both");
  const seat = useMemo<Seat>(() => {
    const chairs = chairsOf((permission) => permissions?.includes(permission) ?? true);
    return {
      chair: chairs.includes(wished) ? wished : (chairs[0] ?? "both"),
      chairs,
      take: (next) => {
        localStorage.setItem(storageKey, next);
        setWished(next);
      },
    };
  }, [permissions, wished]);
  return <SeatContext.Provider value={seat}>{children}</SeatContext.Provider>;
}

/** Who codes and does not file sits in the coder's chair, the other way round in the biller's; who does both chooses. */
function chairsOf(has: (permission: Permission) => boolean): readonly Chair[] {
  const codes = has("coding:write");
  const files = has("claims:file");
  if (codes && files) return chairNames;
  if (codes) return ["coder"];
  return files ? ["biller"] : ["both"];
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
