/** How figures of measures look. */
import type { MeasureView } from "../../http/contract/numbers.ts";
import { usDate, usd } from "../words.ts";

export function figureWords({ shape, reading }: Pick<MeasureView, "shape" | "reading">): string {
  if (reading.state === "none") return "n/a";
  if (reading.state === "too-early") return "not yet";
  return valueWords(shape, reading.value);
}

export function valueWords(shape: MeasureView["shape"], value: string): string {
  switch (shape) {
    case "percent":
      return `${value} %`;
    case "days-of":
    case "mean-days":
      return `${value} ${value === "1.0" ? "day" : "days"}`;
    case "per-day":
    case "hundredths-per-day":
      return `${value} a day`;
    case "per-hour":
      return `${value} an hour`;
    case "money":
    case "money-each":
      return usd(Number(value));
  }
}

/** The two sums, in their units: "$1,234.00 of $9,876.00". */
export function sumWords({ lists, reading, shape }: Pick<MeasureView, "lists" | "reading" | "shape">): string {
  if (reading.state !== "figure") return reading.why;
  const { part, whole, median, ninetieth } = reading.sums;
  const above = lists.find((list) => list.part !== undefined)?.part;
  const below = lists.find((list) => list.whole !== undefined)?.whole;
  if (shape === "mean-days") return `median ${median ?? 0}, nine of ten within ${ninetieth ?? 0}, of ${whole.toLocaleString("en-US")}`;
  if (shape === "money") return `${whole.toLocaleString("en-US")} ${lowerFirst(below?.words ?? "")}`;
  if (shape === "per-day")
    return `${amountWords(part, above?.unit)} on ${amountWords(whole, "count")} ${whole === 1 ? "day" : "days"} of work`;
  if (shape === "per-hour") return `${amountWords(part, above?.unit)} in ${amountWords(whole, "count")} hours of work`;
  if (shape === "money-each")
    return `${amountWords(part, above?.unit)} for ${amountWords(whole, "count")} ${lowerFirst(below?.words ?? "")}`;
  return `${amountWords(part, above?.unit)} of ${amountWords(whole, below?.unit)}${shape === "days-of" ? " in 90 days" : ""}`;
}

export function amountWords(value: number, unit: "money" | "count" | "days" | "hundredths" | undefined): string {
  if (unit === "hundredths") return (value / 100).toLocaleString("en-US", { minimumFractionDigits: 2 });
  return unit === "money" ? usd(value) : value.toLocaleString("en-US");
}

/** Which days a measure looks at. */
export function daysWords({ window, days }: Pick<MeasureView, "window" | "days">): string {
  switch (window) {
    case "today":
      return `today, ${usDate(days.to)}`;
    case "cohort":
      return `visits ${usDate(days.from)} to ${usDate(days.to)}`;
    case "period":
      return `${usDate(days.from)} to ${usDate(days.to)}`;
  }
}

/** Within a sentence; "Work RVU" keeps its capitals. */
export function lowerFirst(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}
