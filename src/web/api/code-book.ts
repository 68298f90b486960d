/** The code book to be walked. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { z } from "zod";
import {
  aboutBookSchema,
  bookChangesSchema,
  bookListSchema,
  bookPageSchema,
  bookProcedureSchema,
  codePlacesSchema,
  editPairsSchema,
  indexTermSchema,
  mainTermsSchema,
  marksSchema,
  pcsCodesSchema,
  pcsIndexTermSchema,
  pcsMainTermsSchema,
  pcsPageSchema,
  pcsStepSchema,
  releaseStatesSchema,
  tabularSchema,
} from "../../http/contract/code-book.ts";
import { codeSearchSchema } from "../../http/contract/practice.ts";
import { ask, tell } from "./client.ts";

/** A release does not change while the program runs. */
const staleTime = 600_000;

function queryOf(values: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== "") query.set(name, String(value));
  return query.toString();
}

/** While packs are made anew it is asked again, and when they stand, everything that was read from the book. */
export function useAboutBook(date: string) {
  const client = useQueryClient();
  const about = useQuery({
    queryKey: ["book", date],
    queryFn: () => ask(aboutBookSchema, `/book?date=${date}`),
    enabled: date !== "",
    staleTime,
    refetchInterval: ({ state }) => (isRemaking(state.data?.remaking) ? remakingEvery : false),
  });
  const isBusy = isRemaking(about.data?.remaking);
  const [wasBusy, setWasBusy] = useState(false);
  useEffect(() => {
    if (wasBusy && !isBusy && about.data !== undefined) void client.invalidateQueries();
    setWasBusy(isBusy);
  }, [client, wasBusy, isBusy, about.data]);
  return about;
}

const remakingEvery = 1_000;

function isRemaking(remaking: { readonly state: string } | undefined): boolean {
  return remaking !== undefined && remaking.state !== "failed";
}

export function useReleaseStates() {
  return useQuery({ queryKey: ["book-releases"], queryFn: () => ask(releaseStatesSchema, "/book/releases"), staleTime });
}

export function useTabular({ at, date, wanted }: { readonly at: string; readonly date: string; readonly wanted: boolean }) {
  return useQuery({
    queryKey: ["book-tabular", at, date],
    queryFn: () => ask(tabularSchema, `/book/tabular?${queryOf({ at, date })}`),
    enabled: wanted && date !== "",
    staleTime,
  });
}

export function useMainTerms({ book, from }: { readonly book: string; readonly from: string }) {
  return useInfiniteQuery({
    queryKey: ["book-index", book, from],
    queryFn: ({ pageParam }) => ask(mainTermsSchema, `/book/index?${queryOf({ book, from, after: pageParam })}`),
    initialPageParam: -1,
    getNextPageParam: (last) => (last.more ? (last.lines.at(-1)?.id ?? undefined) : undefined),
    placeholderData: (previous) => previous,
    staleTime,
  });
}

export function useIndexTerm({ id, wanted }: { readonly id: number; readonly wanted: boolean }) {
  return useQuery({
    queryKey: ["book-term", id],
    queryFn: () => ask(indexTermSchema, `/book/index/${id}`),
    enabled: wanted,
    staleTime,
  });
}

export function useBookPage({ code, date, beside }: { readonly code: string; readonly date: string; readonly beside: readonly string[] }) {
  const others = beside.slice(0, 24).join(",");
  return useQuery({
    queryKey: ["book-page", code, date, others],
    queryFn: () => ask(bookPageSchema, `/book/diagnoses/${encodeURIComponent(code)}?${queryOf({ date, beside: others })}`),
    enabled: date !== "",
    staleTime,
  });
}

/** Of which systems there is such a code. */
export function useWhereCode({ code, date, wanted }: { readonly code: string; readonly date: string; readonly wanted: boolean }) {
  return useQuery({
    queryKey: ["book-where", code, date],
    queryFn: () => ask(codePlacesSchema, `/book/codes/${encodeURIComponent(code.slice(0, 10))}?${queryOf({ date })}`),
    enabled: wanted && date !== "",
    staleTime,
  });
}

export function useBookProcedure({ code, date, at }: { readonly code: string; readonly date: string; readonly at: string }) {
  return useQuery({
    queryKey: ["book-procedure", code, date, at],
    queryFn: () => ask(bookProcedureSchema, `/book/procedures/${encodeURIComponent(code)}?${queryOf({ date, at })}`),
    enabled: date !== "",
    placeholderData: (previous) => (previous?.code === code ? previous : undefined),
  });
}

export interface AskedPairs {
  readonly code: string;
  readonly date: string;
  readonly biller: string;
  readonly beside: string;
  readonly side: string;
}

export function useEditPairs({ code, ...asked }: AskedPairs) {
  return useInfiniteQuery({
    queryKey: ["book-pairs", code, asked],
    queryFn: ({ pageParam }) =>
      ask(editPairsSchema, `/book/procedures/${encodeURIComponent(code)}/pairs?${queryOf({ ...asked, after: pageParam })}`),
    initialPageParam: "",
    getNextPageParam: (last) => (last.more ? (last.pairs.at(-1)?.key ?? undefined) : undefined),
    enabled: asked.date !== "",
    placeholderData: (previous) => previous,
    staleTime,
  });
}

export function usePcsMainTerms(from: string) {
  return useInfiniteQuery({
    queryKey: ["book-pcs-index", from],
    queryFn: ({ pageParam }) => ask(pcsMainTermsSchema, `/book/pcs/index?${queryOf({ from, after: pageParam })}`),
    initialPageParam: -1,
    getNextPageParam: (last) => (last.more ? (last.lines.at(-1)?.id ?? undefined) : undefined),
    placeholderData: (previous) => previous,
    staleTime,
  });
}

export function usePcsIndexTerm(id: number) {
  return useQuery({ queryKey: ["book-pcs-term", id], queryFn: () => ask(pcsIndexTermSchema, `/book/pcs/index/${id}`), staleTime });
}

export function usePcsStep({ at, date }: { readonly at: string; readonly date: string }) {
  return useQuery({
    queryKey: ["book-pcs", at, date],
    queryFn: () => ask(pcsStepSchema, `/book/pcs?${queryOf({ at, date })}`),
    enabled: date !== "",
    placeholderData: (previous) => previous,
    staleTime,
  });
}

export function usePcsCodes({ at, date }: { readonly at: string; readonly date: string }) {
  return useInfiniteQuery({
    queryKey: ["book-pcs-codes", at, date],
    queryFn: ({ pageParam }) => ask(pcsCodesSchema, `/book/pcs/codes?${queryOf({ at, date, after: pageParam })}`),
    initialPageParam: "",
    getNextPageParam: (last) => (last.more ? (last.codes.at(-1)?.code ?? undefined) : undefined),
    enabled: at.length >= 3 && date !== "",
    staleTime,
  });
}

export function usePcsPage({ code, date }: { readonly code: string; readonly date: string }) {
  return useQuery({
    queryKey: ["book-pcs-page", code, date],
    queryFn: () => ask(pcsPageSchema, `/book/pcs/codes/${encodeURIComponent(code)}?${queryOf({ date })}`),
    enabled: date !== "",
    staleTime,
  });
}

export function useBookChanges({ since, date, kind }: { readonly since: string; readonly date: string; readonly kind: string }) {
  return useInfiniteQuery({
    queryKey: ["book-changes", since, date, kind],
    queryFn: ({ pageParam }) => ask(bookChangesSchema, `/book/changes?${queryOf({ since, date, kind, after: pageParam })}`),
    initialPageParam: "",
    getNextPageParam: (last) => (last.more ? (last.changes.at(-1)?.code ?? undefined) : undefined),
    enabled: since !== "" && date !== "",
    staleTime,
  });
}

export function useBookList({ system, from, date }: { readonly system: string; readonly from: string; readonly date: string }) {
  return useInfiniteQuery({
    queryKey: ["book-list", system, from, date],
    queryFn: ({ pageParam }) => ask(bookListSchema, `/book/list/${system}?${queryOf({ from, date, after: pageParam })}`),
    initialPageParam: "",
    getNextPageParam: (last) => (last.more ? (last.rows.at(-1)?.code ?? undefined) : undefined),
    enabled: date !== "",
    placeholderData: (previous) => previous,
    staleTime,
  });
}

export interface Narrowing {
  readonly system?: string;
  readonly chapter?: string;
  readonly billable?: string;
  readonly side?: string;
  readonly episode?: string;
}

export function useBookSearch({ text, date, narrow }: { readonly text: string; readonly date: string; readonly narrow: Narrowing }) {
  const { system, ...rest } = narrow;
  const query = queryOf({ q: text, systems: system, date, limit: 60, ...rest });
  return useQuery({
    queryKey: ["book-search", query],
    queryFn: () => ask(codeSearchSchema, `/codes/search?${query}`),
    enabled: text.trim() !== "" && date !== "",
    placeholderData: (previous) => previous,
    staleTime,
  });
}

export function useMarks(date: string) {
  return useQuery({ queryKey: ["book-marks", date], queryFn: () => ask(marksSchema, `/book/marks?date=${date}`), enabled: date !== "" });
}

export function useMark() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mark: {
      readonly system: string;
      readonly code: string;
      readonly act: "opened" | "keep" | "drop";
      readonly date: string;
    }) => tell(z.object({}), { method: "POST", path: "/book/marks", body: mark }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["book-marks"] }),
  });
}
