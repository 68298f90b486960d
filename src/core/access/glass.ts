/** Restricted records, and breaking the glass: opened at once by who may not otherwise, for a while, with a reason that is reviewed. */

/** Minutes for which an emergency opening holds (45 CFR 164.312(a)(2)(ii): an emergency access procedure). */
export const glassMinutes = 60;

/** A reason of a word or two tells a reviewer nothing. */
export const shortestReason = 12;

/** What lists show in place of a restricted patient's name to who may not open the record. */
export const maskedName = "Restricted record";
