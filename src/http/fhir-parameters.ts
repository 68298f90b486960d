/** What a FHIR client asks, by address or by a Parameters resource (http://hl7.org/fhir/R4/parameters.html), as one flat record of texts. */
import { z } from "zod";

export interface AskedCoding {
  readonly system?: string;
  readonly version?: string;
  readonly code?: string;
  readonly display?: string;
}

export interface AskedParameters {
  /** By name; of a name that comes several times the first. */
  readonly texts: Readonly<Record<string, unknown>>;
  /** Of a `coding` or a `codeableConcept`. */
  readonly codings: readonly AskedCoding[];
  /** Named parameters that carry a whole resource, which is not read. */
  readonly resources: readonly string[];
}

const text = z.string().max(2000).optional();
const codingSchema = z.object({ system: text, version: text, code: text, display: text });
const primitive = z.union([z.string().max(2000), z.number(), z.boolean()]);

/** A parameter has one value, and its type is in the value's name. */
const parameterSchema = z.looseObject({
  name: z.string().max(100),
  valueCoding: codingSchema.optional(),
  valueCodeableConcept: z.object({ coding: z.array(codingSchema).max(20).default([]) }).optional(),
  resource: z.looseObject({}).optional(),
});

export const parametersSchema = z.looseObject({
  resourceType: z.literal("Parameters"),
  parameter: z.array(parameterSchema).max(200).default([]),
});

export function readParameters({ parameter }: z.output<typeof parametersSchema>): AskedParameters {
  const texts: Record<string, unknown> = Object.create(null);
  const codings: AskedCoding[] = [];
  const resources: string[] = [];
  for (const { name, valueCoding, valueCodeableConcept, resource, ...rest } of parameter) {
    if (resource !== undefined) resources.push(name);
    for (const one of [...(valueCoding === undefined ? [] : [valueCoding]), ...(valueCodeableConcept?.coding ?? [])])
      codings.push(withoutAbsent(one));
    const value = primitive.safeParse(Object.entries(rest).find(([key]) => key.startsWith("value"))?.[1]);
    if (value.success && !(name in texts)) texts[name] = String(value.data);
  }
  return { texts, codings, resources };
}

function withoutAbsent({ system, version, code, display }: z.output<typeof codingSchema>): AskedCoding {
  return {
    ...(system === undefined ? {} : { system }),
    ...(version === undefined ? {} : { version }),
    ...(code === undefined ? {} : { code }),
    ...(display === undefined ? {} : { display }),
  };
}
