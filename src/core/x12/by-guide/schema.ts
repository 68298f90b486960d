/** The JSON Schema of a guide's values, made from the guide: usage, how often, types, lengths and codes. */

import { allGuides } from "../guides/guides.ts";
import type { ElementRule, Guide, LoopRule, SegmentRule } from "../guides/model.ts";
import type { JsonSchema } from "../transactions/json-shapes.ts";
import { childNames, elementName, guideKey } from "./values.ts";

/** By what `guideKey` calls each guide: 837P, 837I, 837D, 835, 999, 277CA, 270, 271, 276, 277, 278 request, 278 response. */
export function guideSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(allGuides().map((guide) => [guideKey(guide), guideSchema(guide)]));
}

export function guideSchema(guide: Guide): JsonSchema {
  return { ...levelSchema(guide.children), description: `${guide.name} ${guide.id}` };
}

function levelSchema(children: readonly (SegmentRule | LoopRule)[]): JsonSchema {
  const named = childNames(children);
  return {
    type: "object",
    properties: Object.fromEntries(named.map(({ name, rule }) => [name, childSchema(rule)])),
    required: named.filter(({ rule }) => rule.required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function childSchema(rule: SegmentRule | LoopRule): JsonSchema {
  const one = { ...(rule.kind === "loop" ? levelSchema(rule.children) : segmentSchema(rule)), description: rule.label };
  if (rule.max <= 1) return one;
  const most = rule.max === Number.POSITIVE_INFINITY ? {} : { maxItems: rule.max };
  return { type: "array", items: one, minItems: 1, ...most };
}

function segmentSchema(rule: SegmentRule): JsonSchema {
  const properties: { [name: string]: JsonSchema } = {};
  const required: string[] = [];
  for (const element of rule.elements) {
    if (element === undefined) continue;
    const name = elementName(rule.tag, element.number);
    if (element.repeats > 1) {
      properties[name] = { type: "array", items: repeatedSchema(rule.tag, element), minItems: 1, maxItems: element.repeats };
      if (element.required) required.push(name);
    } else if (element.components === undefined) {
      properties[name] = valueSchema(element);
      if (element.required) required.push(name);
    } else {
      const composite = compositeSchema(rule.tag, element);
      Object.assign(properties, composite.properties);
      if (element.required) required.push(...(composite.required ?? []));
    }
  }
  return { type: "object", properties, required, additionalProperties: false };
}

function repeatedSchema(tag: string, element: ElementRule): JsonSchema {
  return element.components === undefined ? valueSchema(element) : compositeSchema(tag, element);
}

function compositeSchema(tag: string, { number, components }: ElementRule): JsonSchema {
  const properties: { [name: string]: JsonSchema } = {};
  const required: string[] = [];
  components?.forEach((component, index) => {
    if (component === undefined) return;
    const name = elementName(tag, number, index);
    properties[name] = valueSchema(component);
    if (component.required) required.push(name);
  });
  return { type: "object", properties, required, additionalProperties: false };
}

/** Lengths of numbers count digits: a sign and a point come on top. */
function valueSchema({ type, min, max, codes }: ElementRule): JsonSchema {
  if (codes !== undefined) return { type: "string", enum: [...codes] };
  switch (type) {
    case "R":
      return { type: "string", pattern: "^-?(\\d+\\.?\\d*|\\.\\d+)$", maxLength: max + 2 };
    case "N":
      return { type: "string", pattern: `^-?\\d{${min},${max}}$` };
    case "DT":
      return { type: "string", pattern: max === 6 ? "^\\d{6}$" : "^\\d{8}$" };
    case "TM":
      return { type: "string", pattern: "^\\d{4}(\\d{2}(\\d{1,2})?)?$" };
    default:
      return { type: "string", minLength: min, maxLength: max };
  }
}
