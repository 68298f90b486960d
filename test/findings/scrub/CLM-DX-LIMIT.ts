import { type Case, withDiagnoses } from "../scrub-case.ts";

const thirteen = Array.from({ length: 13 }, (_, index) => `E8${index + 10}`);

export const hit: Case = { claim: withDiagnoses(...thirteen) };
export const nearMiss: Case = { claim: withDiagnoses(...thirteen.slice(1)) };
