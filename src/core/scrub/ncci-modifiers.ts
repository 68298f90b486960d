/** Modifiers that the edits read in groups. */

/** Modifiers with which a procedure-to-procedure edit of indicator 1 may be opened (NCCI Policy Manual, chapter I, section E). */
export const ncciModifiers: ReadonlySet<string> = new Set(
  "E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI 24 25 57 58 78 79 27 59 91 XE XS XP XU".split(
    " ",
  ),
);

/** Of those, the ones that say something of a visit. */
export const visitModifiers: ReadonlySet<string> = new Set(["24", "25", "57"]);

/** Distinct service: 59 and its four precise forms. */
export const distinctModifiers: ReadonlySet<string> = new Set(["59", "XE", "XP", "XS", "XU"]);

/** What makes a second line of the same code and side a service of its own. */
export const repeatModifiers: ReadonlySet<string> = new Set(["76", "77", "91", ...distinctModifiers]);
