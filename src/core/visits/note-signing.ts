/**
 * Who signs a note. The signature says that the clinician who saw the patient has read it and stands behind it; a service is not
 * paid without one (42 CFR 424.5(a)(6), Medicare Program Integrity Manual, chapter 3, 3.3.2.4).
 */
import type { ProviderId } from "../kernel/id.ts";

/** `clinician`: as oneself. `on-behalf`: in the clinician's name, with the reason and one's own name beside it. */
export type SigningAs = "clinician" | "on-behalf";

export interface Signer {
  /** The name of the account. */
  readonly name: string;
  /** The program itself: a demonstration that nobody signs in to, a simulated practice. */
  readonly program: boolean;
  /** The clinician that the account is tied to. */
  readonly clinicianId?: ProviderId | undefined;
}

export function signingAs({ program, clinicianId }: Signer, authorId: ProviderId): SigningAs {
  return program || clinicianId === authorId ? "clinician" : "on-behalf";
}

/** As it stands below the note. Undefined: not theirs to sign, and no reason was given. */
export function signatureOf(
  signer: Signer,
  author: { readonly id: ProviderId; readonly name: string },
  onBehalf: string | undefined,
): string | undefined {
  if (signingAs(signer, author.id) === "clinician") return author.name;
  const reason = onBehalf?.trim() ?? "";
  return reason === "" ? undefined : `${author.name} (entered by ${signer.name}: ${reason})`;
}
