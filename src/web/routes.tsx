import { createRootRoute, createRoute, createRouter, redirect } from "@tanstack/react-router";
import { AccountPage } from "./account/account-page.tsx";
import { readAccessSearch } from "./audit/access-search.ts";
import { AuditPage, type AuditTab, isAuditTab } from "./audit/audit-page.tsx";
import { DisclosuresPage } from "./audit/disclosures-page.tsx";
import { PatientAccessesPage } from "./audit/patient-accesses-page.tsx";
import { readBookPlace } from "./book/book-address.ts";
import { CodesPage } from "./book/codes-page.tsx";
import { BooksPage, readBooksAddress } from "./books/books-page.tsx";
import { readClaimsAddress } from "./claims/claim-address.ts";
import { ClaimPage, type ClaimTab, isClaimTab } from "./claims/claim-page.tsx";
import { ClaimsPage } from "./claims/claims-page.tsx";
import { DenialPage } from "./denials/denial-page.tsx";
import { readDenialAddress } from "./denials/denial-search.ts";
import { DenialsPage } from "./denials/denials-page.tsx";
import { FilePage } from "./files/file-page.tsx";
import { FilesPage } from "./files/files-page.tsx";
import { Shell } from "./frame/shell.tsx";
import { NotFound } from "./frame/states.tsx";
import { DayPage, readDayAddress } from "./front-desk/day-page.tsx";
import { RegistrationPage } from "./front-desk/patient-page.tsx";
import { RegisterPage } from "./front-desk/register-page.tsx";
import { JobsPage } from "./jobs/jobs-page.tsx";
import { readLearnAddress } from "./learn/learn-address.ts";
import { LearnPage } from "./learn/learn-page.tsx";
import { LexiconPage } from "./lexicon/lexicon-page.tsx";
import { NotesPage, readNotesAddress } from "./notes/notes-page.tsx";
import { MeasurePage } from "./numbers/measure-page.tsx";
import { readDays, readMeasureAddress, readNumbersAddress } from "./numbers/numbers-address.ts";
import { NumbersPage } from "./numbers/numbers-page.tsx";
import { AccountPage as PatientPage } from "./patients/account-page.tsx";
import { MergePage } from "./patients/merge-page.tsx";
import { readAccountAddress, readPatientsAddress } from "./patients/patients-address.ts";
import { PatientsPage } from "./patients/patients-page.tsx";
import { KeysPage } from "./people/keys-page.tsx";
import { PeoplePage } from "./people/people-page.tsx";
import { SecurityEventsPage } from "./people/security-events-page.tsx";
import { readRemittancesAddress } from "./remittances/remittance-address.ts";
import { RemittancePage } from "./remittances/remittance-page.tsx";
import { RemittancesPage } from "./remittances/remittances-page.tsx";
import { ReviewPage } from "./reviews/review-page.tsx";
import { ReviewsPage } from "./reviews/reviews-page.tsx";
import { readSettingsAddress } from "./settings/settings-address.ts";
import { SettingsPage } from "./settings/settings-page.tsx";
import { VisitPage } from "./visits/visit-page.tsx";
import { readAddress } from "./visits/visit-search.ts";
import { VisitsPage } from "./visits/visits-page.tsx";
import { DeskPage } from "./worklist/desk-page.tsx";
import { X12Page } from "./x12/x12-page.tsx";

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const visitsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: VisitsPage,
  validateSearch: readAddress,
});

const visitRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/visits/$visitId",
  component: VisitPage,
  validateSearch: (search: Record<string, unknown>): { readonly step?: string } =>
    typeof search.step === "string" ? { step: search.step } : {},
});

const codesRoute = createRoute({ getParentRoute: () => rootRoute, path: "/codes", component: CodesPage, validateSearch: readBookPlace });
const codeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/codes/$code",
  component: CodesPage,
  validateSearch: readBookPlace,
});
const lexiconRoute = createRoute({ getParentRoute: () => rootRoute, path: "/lexicon", component: LexiconPage });
const deskRoute = createRoute({ getParentRoute: () => rootRoute, path: "/desk", component: DeskPage });
const claimsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/claims",
  component: ClaimsPage,
  validateSearch: readClaimsAddress,
});
const claimRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/claims/$claimId",
  component: ClaimPage,
  validateSearch: (search: Record<string, unknown>): { readonly tab?: ClaimTab } => (isClaimTab(search.tab) ? { tab: search.tab } : {}),
});

const remittancesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/remittances",
  component: RemittancesPage,
  validateSearch: readRemittancesAddress,
});
const remittanceRoute = createRoute({ getParentRoute: () => rootRoute, path: "/remittances/$remittanceId", component: RemittancePage });

const filesRoute = createRoute({ getParentRoute: () => rootRoute, path: "/files", component: FilesPage });
const jobsRoute = createRoute({ getParentRoute: () => rootRoute, path: "/jobs", component: JobsPage });
const fileRoute = createRoute({ getParentRoute: () => rootRoute, path: "/files/$direction/$fileId", component: FilePage });

const learnRoute = createRoute({ getParentRoute: () => rootRoute, path: "/learn", component: LearnPage, validateSearch: readLearnAddress });

const x12Route = createRoute({ getParentRoute: () => rootRoute, path: "/x12", component: X12Page });
const accountRoute = createRoute({ getParentRoute: () => rootRoute, path: "/account", component: AccountPage });
const peopleRoute = createRoute({ getParentRoute: () => rootRoute, path: "/people", component: PeoplePage });
const keysRoute = createRoute({ getParentRoute: () => rootRoute, path: "/keys", component: KeysPage });
const securityEventsRoute = createRoute({ getParentRoute: () => rootRoute, path: "/security-events", component: SecurityEventsPage });
const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/audit",
  component: AuditPage,
  validateSearch: (search: Record<string, unknown>): { readonly tab?: AuditTab } => (isAuditTab(search.tab) ? { tab: search.tab } : {}),
});
const patientAccessesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/audit/patients/$patientId",
  component: PatientAccessesPage,
  validateSearch: readAccessSearch,
});
const patientsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/patients",
  component: PatientsPage,
  validateSearch: readPatientsAddress,
});
const patientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/patients/$patientId",
  component: PatientPage,
  validateSearch: readAccountAddress,
});
const disclosuresRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/patients/$patientId/disclosures",
  component: DisclosuresPage,
});

const mergeRoute = createRoute({ getParentRoute: () => rootRoute, path: "/patients/$patientId/merge/$otherId", component: MergePage });

const booksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/books",
  component: BooksPage,
  validateSearch: readBooksAddress,
});
const booksOfPatientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/books/patients/$patientId",
  validateSearch: readAccountAddress,
  // The books' view of a patient was a page of its own once; it is a tab of the one page.
  beforeLoad: ({ params, search: { on } }) => {
    throw redirect({ to: "/patients/$patientId", params, search: { tab: "books", ...(on === undefined ? {} : { on }) }, replace: true });
  },
});

const denialsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/denials",
  component: DenialsPage,
  validateSearch: readDenialAddress,
});
const denialRoute = createRoute({ getParentRoute: () => rootRoute, path: "/denials/$denialId", component: DenialPage });

const frontDeskRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/front-desk",
  component: DayPage,
  validateSearch: readDayAddress,
});
const registerRoute = createRoute({ getParentRoute: () => rootRoute, path: "/front-desk/register", component: RegisterPage });
const registeredPatientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/front-desk/patients/$patientId",
  component: RegistrationPage,
});
const notesRoute = createRoute({ getParentRoute: () => rootRoute, path: "/notes", component: NotesPage, validateSearch: readNotesAddress });
const numbersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/numbers",
  component: NumbersPage,
  validateSearch: readNumbersAddress,
});
const measureRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/numbers/$measureId",
  component: MeasurePage,
  validateSearch: readMeasureAddress,
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  component: SettingsPage,
  validateSearch: readSettingsAddress,
});
const reviewsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reviews",
  component: ReviewsPage,
  validateSearch: (search: Record<string, unknown>): { readonly from?: string; readonly to?: string } => readDays(search),
});
const reviewRoute = createRoute({ getParentRoute: () => rootRoute, path: "/reviews/$sampleId/$position", component: ReviewPage });

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    visitsRoute,
    visitRoute,
    codesRoute,
    codeRoute,
    lexiconRoute,
    deskRoute,
    frontDeskRoute,
    notesRoute,
    registerRoute,
    registeredPatientRoute,
    denialsRoute,
    denialRoute,
    claimsRoute,
    claimRoute,
    remittancesRoute,
    remittanceRoute,
    filesRoute,
    fileRoute,
    booksRoute,
    booksOfPatientRoute,
    numbersRoute,
    measureRoute,
    reviewsRoute,
    reviewRoute,
    jobsRoute,
    learnRoute,
    x12Route,
    accountRoute,
    peopleRoute,
    settingsRoute,
    keysRoute,
    securityEventsRoute,
    auditRoute,
    patientAccessesRoute,
    disclosuresRoute,
    patientsRoute,
    patientRoute,
    mergeRoute,
  ]),
  defaultPreload: false,
  // What no page reads of an address reaches none: a tab that does not exist would show nothing.
  search: { strict: true },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
