/** What the pages of the manager's numbers ask. */
import { useQuery } from "@tanstack/react-query";
import {
  daySheetSchema,
  measurePageSchema,
  measureRowsSchema,
  measuresSchema,
  patientAgingSchema,
  payerAgingSchema,
  type RowsAsked,
  trendsSchema,
} from "../../http/contract/numbers.ts";
import { ask, tell } from "./client.ts";

export interface Period {
  readonly from?: string;
  readonly to?: string;
}

/** The part of an address that names the days. */
export function periodQuery({ from, to }: Period): string {
  const parts = [...(from === undefined ? [] : [`from=${from}`]), ...(to === undefined ? [] : [`to=${to}`])];
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

export function useMeasures(period: Period) {
  return useQuery({
    queryKey: ["numbers", "measures", period],
    queryFn: () => ask(measuresSchema, `/numbers${periodQuery(period)}`),
    placeholderData: (previous) => previous,
  });
}

export function useMeasure(id: string, period: Period) {
  return useQuery({
    queryKey: ["numbers", "measure", id, period],
    queryFn: () => ask(measurePageSchema, `/numbers/measures/${id}${periodQuery(period)}`),
    placeholderData: (previous) => previous,
  });
}

export function useMeasureRows(id: string, asked: RowsAsked) {
  return useQuery({
    queryKey: ["numbers", "rows", id, asked],
    queryFn: () => tell(measureRowsSchema, { method: "POST", path: `/numbers/measures/${id}/rows`, body: asked }),
    placeholderData: (previous) => previous,
  });
}

export function usePayerAging() {
  return useQuery({ queryKey: ["numbers", "aging", "payers"], queryFn: () => ask(payerAgingSchema, "/numbers/aging/payers") });
}

export function usePatientAging(basis: "service" | "statement") {
  return useQuery({
    queryKey: ["numbers", "aging", "patients", basis],
    queryFn: () => ask(patientAgingSchema, `/numbers/aging/patients?basis=${basis}`),
    placeholderData: (previous) => previous,
  });
}

export function useDaySheet(period: Period) {
  return useQuery({
    queryKey: ["numbers", "day-sheet", period],
    queryFn: () => ask(daySheetSchema, `/numbers/day-sheet${periodQuery(period)}`),
    placeholderData: (previous) => previous,
  });
}

export function useTrends() {
  return useQuery({ queryKey: ["numbers", "trends"], queryFn: () => ask(trendsSchema, "/numbers/trends") });
}
