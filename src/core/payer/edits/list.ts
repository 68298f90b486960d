/** All edits, in the order in which they are asked: the first that answers decides the line. */
import { addOnAlone, alwaysBundled, codePair, tooManyUnits, visitWithMinorProcedure } from "./bundling.ts";
import { diagnosisInvalid, modifierInvalid, modifierMisplaced, placeMismatch, procedureInvalid } from "./codes.ts";
import {
  authorizationAbsent,
  cliaAbsent,
  excludedByStatute,
  measurementOnly,
  notAMedicareCode,
  notANewPatient,
  notNecessary,
} from "./coverage.ts";
import type { Edit } from "./edit.ts";
import { afterCoverage, beforeCoverage, memberNameDiffers, memberUnknown, otherPayerFirst } from "./eligibility.ts";
import { duplicate, filedLate } from "./filing.ts";

export const edits: readonly Edit[] = [
  memberUnknown,
  memberNameDiffers,
  beforeCoverage,
  afterCoverage,
  otherPayerFirst,
  filedLate,
  duplicate,
  procedureInvalid,
  diagnosisInvalid,
  modifierInvalid,
  cliaAbsent,
  measurementOnly,
  notAMedicareCode,
  excludedByStatute,
  modifierMisplaced,
  placeMismatch,
  authorizationAbsent,
  notANewPatient,
  notNecessary,
  alwaysBundled,
  visitWithMinorProcedure,
  codePair,
  addOnAlone,
  tooManyUnits,
];
