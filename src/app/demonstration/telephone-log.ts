/** Calls and letters of the weeks before the demonstration opens, logged by the use case that people use. What they say fits the account. */
import { cents, formatUsd } from "../../core/kernel/cents.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import { addDays, daysBetween, formatUsDate, type IsoDate } from "../../core/kernel/iso-date.ts";
import { patientsWhoOwe } from "../../store/balances.ts";
import { claimsInStates, loadClaims, type StoredClaim } from "../../store/claims.ts";
import { coveragesOfPatients } from "../../store/coverages.ts";
import { listDenials } from "../../store/denials.ts";
import { loadPayer } from "../../store/parties.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { type LoggedContact, logContact } from "../patients/contacts.ts";
import { takeAccountPayment } from "../patients/take-account-payment.ts";
import type { Office } from "../simulated-practice/office.ts";
import { accepted } from "./accepted.ts";
import { demonstrationToday } from "./cast.ts";
import { biller, workingAs } from "./staff.ts";

/** What somebody said they would do, until it is settled. */
interface Promised {
  readonly contactId: number;
  readonly patientId: PatientId;
  readonly given: LoggedContact;
}

type Story =
  | "asks"
  | "promises"
  | "keeps-promise"
  | "promises-late"
  | "letter"
  | "new-card"
  | "payer-waits"
  | "payer-again"
  | "payer-denied";

/** Days before the demonstration opens. All of them are office days. */
const stories: ReadonlyMap<number, Story> = new Map([
  [26, "asks"],
  [20, "payer-waits"],
  [17, "letter"],
  [13, "promises"],
  [11, "payer-denied"],
  [10, "promises-late"],
  [6, "payer-again"],
  [5, "keeps-promise"],
  [4, "new-card"],
  [3, "asks"],
]);

const proved = ["name", "birth-date", "address"];

export function keepTelephoneLog(office: Office): (today: IsoDate) => Promise<void> {
  const context = workingAs(office.context, biller);
  const spoken = new Set<PatientId>();
  const open = new Map<Story, Promised>();

  const log = async (patientId: PatientId, given: LoggedContact): Promise<Promised> => {
    spoken.add(patientId);
    const { contactId } = accepted(await logContact(context, patientId, given));
    return { contactId, patientId, given };
  };

  /** Somebody who owes, has a card, and was not spoken with. */
  const owing = () =>
    inPractice(context.app.pool, context.practiceId, async (tx) => {
      const some = (await patientsWhoOwe(tx, { atLeast: cents(4_000), limit: 200 })).filter(
        ({ patientId, insurance }) => insurance === 0 && !office.leftAlone.has(patientId) && !spoken.has(patientId),
      );
      const insured = new Set(
        (
          await coveragesOfPatients(
            tx,
            some.map(({ patientId }) => patientId),
          )
        ).keys(),
      );
      return some.find(({ patientId, patient }) => insured.has(patientId) && patient <= 15_000);
    });

  /** A claim that its payer has had for long and not decided. */
  const waiting = (today: IsoDate) =>
    inPractice(context.app.pool, context.practiceId, async (tx) => {
      const found = (await claimsInStates(tx, ["accepted"], { limit: 2_000 })).findLast(
        ({ patientId, stateSince }) =>
          daysBetween({ from: stateSince, to: today }) > 40 && !office.leftAlone.has(patientId) && !spoken.has(patientId),
      );
      return found === undefined ? undefined : withPayer(tx, found);
    });

  return async (today) => {
    const story = stories.get(daysBetween({ from: today, to: demonstrationToday }));
    if (story === undefined) return;
    const phone = { party: "patient", who: "the patient", direction: "in", way: "phone", verified: proved } as const;
    switch (story) {
      case "asks": {
        const one = await owing();
        if (one === undefined) return;
        await log(one.patientId, {
          ...phone,
          words: `Asked what the bill of ${formatUsd(one.patient)} is for. Went through each amount with them; it is clear now.`,
        });
        return;
      }
      case "promises":
      case "promises-late": {
        const one = await owing();
        if (one === undefined) return;
        const by = addDays(today, story === "promises" ? 8 : 7);
        open.set(
          story,
          await log(one.patientId, {
            ...phone,
            words:
              story === "promises"
                ? "Had put the statement aside. Wants to pay all of it by card after pay day."
                : "Says the bill is right and money is short this month. No plan wanted.",
            promised: `pays ${formatUsd(one.patient)} by ${formatUsDate(by)}`,
            promisedAmount: one.patient,
            nextOn: by,
          }),
        );
        return;
      }
      case "keeps-promise": {
        const promise = open.get("promises");
        if (promise?.given.promisedAmount === undefined) return;
        accepted(
          await takeAccountPayment(context, promise.patientId, {
            amount: promise.given.promisedAmount,
            method: "card",
            reference: "card, by telephone",
            key: `promise-${promise.contactId}`,
            named: [],
          }),
        );
        await log(promise.patientId, {
          ...phone,
          words: `Called as agreed and paid ${formatUsd(promise.given.promisedAmount)} by card.`,
          closesId: promise.contactId,
        });
        return;
      }
      case "letter": {
        const one = await owing();
        if (one === undefined) return;
        await log(one.patientId, {
          ...phone,
          way: "mail",
          verified: ["name", "address", "account-number"],
          words: "Asks in writing for each service with its date and price. The statement with all of them went out by mail today.",
        });
        return;
      }
      case "new-card": {
        const one = await owing();
        if (one === undefined) return;
        await log(one.patientId, {
          ...phone,
          words: "Says there is a new insurance card since this month. Asked for both sides of it before anything is sent to the payer.",
          promised: "brings a copy of the card",
          nextOn: addDays(today, 4),
        });
        return;
      }
      case "payer-waits": {
        const found = await waiting(today);
        if (found === undefined) return;
        const nextOn = addDays(today, 14);
        open.set(
          story,
          await log(found.claim.patientId, {
            party: "payer",
            who: `${found.payer}, provider line, Denise`,
            direction: "out",
            way: "phone",
            verified: [],
            claimId: found.claim.id,
            reference: `D-${found.claim.id}-4471`,
            words: `No decision since ${formatUsDate(found.claim.stateSince)}. On file and pending, no reason given; asked them to move it on.`,
            promised: "decision within two weeks",
            nextOn,
          }),
        );
        return;
      }
      case "payer-again": {
        const before = open.get("payer-waits");
        if (before?.given.claimId === undefined) return;
        await log(before.patientId, {
          party: "payer",
          who: `${before.given.who.split(",")[0]}, provider line, supervisor Mr Aldous`,
          direction: "out",
          way: "phone",
          verified: [],
          claimId: before.given.claimId,
          reference: `A-${before.given.claimId}-0093`,
          words: "Asked again. The supervisor looked it up himself and sends it to the claims desk.",
          promised: "calls back",
          nextOn: addDays(today, 6),
          closesId: before.contactId,
        });
        return;
      }
      case "payer-denied": {
        const found = await inPractice(context.app.pool, context.practiceId, async (tx) => {
          const denials = (await listDenials(tx, { statuses: ["open"], limit: 200 })).filter((one) => one.group !== "PR");
          const claims = await loadClaims(tx, [...new Set(denials.map((one) => one.claimId))]);
          for (const denial of denials) {
            const claim = claims.get(denial.claimId);
            if (claim !== undefined && !office.leftAlone.has(claim.patientId)) return { denial, ...(await withPayer(tx, claim)) };
          }
          return undefined;
        });
        if (found === undefined) return;
        await log(found.claim.patientId, {
          party: "payer",
          who: `${found.payer}, appeals, Ms Tran`,
          direction: "out",
          way: "phone",
          verified: [],
          claimId: found.claim.id,
          reference: `T-${found.claim.id}-2208`,
          words: `Asked how the line denied with ${found.denial.group}-${found.denial.reason} can be looked at again: in writing, with the note of the visit.`,
        });
        return;
      }
    }
  };
}

async function withPayer(tx: Tx, claim: StoredClaim): Promise<{ readonly claim: StoredClaim; readonly payer: string }> {
  return { claim, payer: (await loadPayer(tx, claim.payerId))?.name ?? "the payer" };
}
