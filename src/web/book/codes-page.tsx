/** /codes and /codes/I10: the code book as a page of its own, whose address leads back to the same place. */
import { Stack, Title } from "@mantine/core";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { Book } from "./book.tsx";
import { type BookPlace, isStep, readBookPlace, systemByShape } from "./book-address.ts";

export function CodesPage() {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const { code } = useParams({ strict: false }) as { readonly code?: string };
  const navigate = useNavigate();
  const place = readBookPlace(search);
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
  return (
    <Stack gap="sm">
      <Title order={1}>Code book</Title>
      <Book
        place={place}
        chosen={code === undefined ? undefined : { system: system ?? systemByShape(code), code }}
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
