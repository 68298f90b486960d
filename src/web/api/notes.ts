/** The clinician's notes: what the screens ask. */
import { useQuery } from "@tanstack/react-query";
import { notesDaySchema, noteViewSchema } from "../../http/contract/notes.ts";
import { ask } from "./client.ts";

export function useNotesDay(on: string | undefined) {
  return useQuery({
    queryKey: ["notes", "day", on ?? ""],
    queryFn: () => ask(notesDaySchema, `/notes/day${on === undefined ? "" : `?on=${on}`}`),
    placeholderData: (previous) => previous,
  });
}

export function useNote(visitId: number, shown: boolean) {
  return useQuery({
    // Not below the visit’s own key: a command answers with the visit, and the note’s versions are asked again.
    queryKey: ["note", visitId],
    queryFn: () => ask(noteViewSchema, `/visits/${visitId}/note`),
    enabled: shown,
    // What somebody is writing is not thrown away by a look from elsewhere.
    refetchOnWindowFocus: false,
  });
}
