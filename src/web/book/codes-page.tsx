/** /codes and /codes/I10: the code book as a page of its own, whose address leads back to the same place. */
import { Stack, Title } from "@mantine/core";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useWhereCode } from "../api/code-book.ts";
import { useSession } from "../api/queries.ts";
import { Book } from "./book.tsx";
import { type BookPlace, isStep, isWrittenDiagnosis, readBookPlace } from "./book-address.ts";

export function CodesPage() {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const { code } = useParams({ strict: false }) as { readonly code?: string };
  const navigate = useNavigate();
  const place = readBookPlace(search);
  const today = useSession().data?.today ?? "";
  const isOpen = code !== undefined && place.system === undefined && !isWrittenDiagnosis(code);
  const where = useWhereCode({ code: code ?? "", date: place.date ?? today, wanted: isOpen });
  const [first] = where.data?.places ?? [];
  // The address is written out: its system, or the dot of a diagnosis.
  useEffect(() => {
    if (!isOpen || first === undefined) return;
    const { system: _, ...rest } = readBookPlace(search);
    const named = first.system === "icd10cm" ? rest : { ...rest, system: first.system };
    void navigate({ to: "/codes/$code", params: { code: first.code }, search: named, replace: true });
  }, [isOpen, first, search, navigate]);
  // The field of the search has the cursor, unless one came for a code.
  useEffect(() => {
    if (code === undefined) document.querySelector<HTMLElement>("[data-book-search]")?.focus();
  }, [code]);
  const { system, ...kept } = place;
  const move = (change: BookPlace): void => {
    const next = readBookPlace({ ...change });
    const replace = !isStep(place, next);
    if (code === undefined) void navigate({ to: "/codes", search: next, replace });
    else void navigate({ to: "/codes/$code", params: { code }, search: next, replace });
  };
  const look = (q: string): void => void navigate({ to: "/codes", search: { ...kept, tab: "search", q } });
  return (
    <Stack gap="sm">
      <Title order={1}>Code book</Title>
      <Book
        place={place}
        chosen={code === undefined || isOpen ? undefined : { system: system ?? "icd10cm", code }}
        unknown={isOpen && where.isSuccess && first === undefined ? { code, look: () => look(code) } : undefined}
        move={move}
        choose={(chosen) =>
          void navigate({
            to: "/codes/$code",
            params: { code: chosen.code },
            search: { ...kept, ...(chosen.system === "icd10cm" ? {} : { system: chosen.system }) },
          })
        }
      />
    </Stack>
  );
}
