/** The pages that the frame leads to, in the order of a day's work. A further page is a line here, beside its route in routes.tsx. */
import type { LinkProps } from "@tanstack/react-router";
import type { ComponentType } from "react";
import type { Permission } from "../../core/access/permissions.ts";
import type { Chair } from "../../http/contract/practice.ts";
import { EmergenciesBadge } from "../audit/emergencies-badge.tsx";
import { JobsBadge } from "../jobs/jobs-badge.tsx";

export interface Place {
  readonly path: NonNullable<LinkProps["to"]>;
  readonly words: string;
  /** Without it the page is not shown. */
  readonly permission: Permission;
  /** The chairs that see it; absent: all. A coder's chair has no patient contact and no money. */
  readonly chairs?: readonly Chair[];
  /** Further addresses that belong to the place, each with what lies below it. Below its own path all belong to it, but for "/". */
  readonly also?: readonly string[];
  /** Looked at now and then: it stands apart, at the right. */
  readonly apart?: boolean;
  /** What waits there, small, beside the words. */
  readonly badge?: ComponentType;
}

export const places: readonly Place[] = [
  { path: "/desk", words: "Desk", permission: "visits:list" },
  { path: "/front-desk", words: "Front desk", permission: "patients:register", chairs: ["biller", "both"] },
  { path: "/notes", words: "Notes", permission: "notes:write", chairs: ["both"] },
  { path: "/", words: "Visits", permission: "visits:list", also: ["/visits"] },
  { path: "/claims", words: "Claims", permission: "money:read", chairs: ["biller", "both"] },
  { path: "/patients", words: "Patients", permission: "money:read", chairs: ["biller", "both"] },
  { path: "/denials", words: "Denials", permission: "denials:read", chairs: ["biller", "both"] },
  { path: "/remittances", words: "Remittances", permission: "books:read", chairs: ["biller", "both"] },
  { path: "/books", words: "Books", permission: "books:read", chairs: ["biller", "both"] },
  { path: "/numbers", words: "Numbers", permission: "numbers:read", chairs: ["biller", "both"] },
  { path: "/reviews", words: "Reviews", permission: "reviews:take" },
  { path: "/files", words: "Files & exceptions", permission: "files:read", chairs: ["biller", "both"] },
  { path: "/codes", words: "Code book", permission: "codes:read", apart: true },
  { path: "/learn", words: "Learn", permission: "codes:read", apart: true },
  { path: "/x12", words: "X12", permission: "codes:read", apart: true },
  { path: "/settings", words: "Settings", permission: "practice:read", apart: true },
  { path: "/lexicon", words: "Lexicon", permission: "coding:teach", apart: true },
  { path: "/jobs", words: "Jobs", permission: "jobs:read", apart: true, badge: JobsBadge },
  { path: "/audit", words: "Audit", permission: "audit:read", apart: true, badge: EmergenciesBadge },
];

/** Whether this address is of the place. */
export function isAt({ path, also = [] }: Place, address: string): boolean {
  if (address === path) return true;
  return [path, ...also].some((one) => one !== "/" && (address === one || address.startsWith(`${one}/`)));
}
