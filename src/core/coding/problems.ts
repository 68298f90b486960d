/** The problems that an assessment lists: each with its heading and what is said below it. */
import type { Line, Section } from "./sections.ts";

export interface Problem {
  readonly heading: Line;
  readonly body: readonly Line[];
  /** Said in a plan without an assessment, or read from running text. */
  readonly from: "assessment" | "plan";
}

const labels =
  /^(?:medical reasoning|reasoning|rationale|additional testing|medical treatment|treatment|specialist referrals?|referrals?|patient education(?: and counseling)?|education|counseling|patient agreements?|plan|status|medications?|follow[- ]up|diagnostics?|labs?|imaging|monitoring|orders?|goals?|discussion|evaluation|comments?|notes?|orders placed|prescriptions?|testing|procedures?|surgical treatment|prognosis|instructions?)\s*(?:&|and|:|-\s)/i;

const orderWords =
  /^(?:continue|start|begin|initiate|order|ordered|obtain|follow|return|refer|referred|referral|increase|decrease|stop|discontinue|recommend|recommended|encourage|encouraged|discuss|discussed|advise|advised|will|would|we|i|he|she|they|the|this|that|patient|pt|mr|mrs|ms|dr|if|after|in|at|on|for|my|his|her|there|these|overall|take|check|recheck|repeat|monitor|schedule|call|consider|given|counsel|counseled|prescribe|prescribed|prescription|refill|refilled|send|sent|hold|add|change|switch|proceed|plan|see|return|avoid|use|apply|rest|ice|wear|keep|labs|no|all|as|today|most|once|currently|again|also|it|you|your|please|explained|reviewed|review|obtaining|performed|placed|provided|today's|impression|due|awaiting|await|will|may|can|if|once|both|both)\b/i;

const verbs =
  /\b(?:is|was|are|were|has|have|had|will|would|should|presents?|presented|reports?|denies|states?|recommend(?:ed)?|discussed|continue[sd]?|appears?|seems?|returned|advised|explained|understands?|agrees?|been|did|does|do|went|came|feels?|takes?|taking|believe|think|undergo|underwent|ordered|scheduled|prescribed|provided|am|going)\b/i;

const bullet = /^\s*(?:(?:[•\-*–—▪●]|\(?\d{1,2}[.)]|#\s?\d{0,2}[.:)]?|problem\s*(?:#?\s*\d+)?\s*[:.)]|[a-h][.)])\s*)+/i;

export function readProblems(sections: readonly Section[]): readonly Problem[] {
  const assessed = sections.filter((one) => one.kind === "assessment").flatMap((one) => problemsOf(one, "assessment"));
  const planned = sections.filter((one) => one.kind === "plan").flatMap((one) => problemsOf(one, "plan"));
  if (assessed.length === 0) return planned;
  return assessed.map((problem) => withPlan(problem, planned));
}

/** Lines of a section that belong to no problem. */
export function looseLines(section: Section): readonly Line[] {
  const first = section.lines.findIndex((line, at) => isHeading(line.text, { section, at }));
  return first < 0 ? section.lines : section.lines.slice(0, first);
}

/** The same problem named again in the plan, with what is done for it. */
function withPlan(problem: Problem, planned: readonly Problem[]): Problem {
  const name = plainName(problem.heading.text);
  const more = planned.filter((one) => plainName(one.heading.text) === name);
  return more.length === 0 ? problem : { ...problem, body: [...problem.body, ...more.flatMap((one) => one.body)] };
}

function plainName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

function problemsOf(section: Section, from: Problem["from"]): readonly Problem[] {
  const found: { heading: Line; body: Line[]; from: Problem["from"] }[] = [];
  section.lines.forEach((line, at) => {
    if (line.text.trim() === "") return;
    if (isHeading(line.text, { section, at })) found.push({ heading: stripped(line), body: [], from });
    else found.at(-1)?.body.push(line);
  });
  return found;
}

function stripped(line: Line): Line {
  const lead = bullet.exec(line.text)?.[0].length ?? line.text.length - line.text.trimStart().length;
  return { text: line.text.slice(lead).trimEnd(), start: line.start + lead };
}

/** Short, says no sentence, gives no order. In a plan only when something is said below it. */
function isHeading(raw: string, { section, at }: { readonly section: Section; readonly at: number }): boolean {
  const text = raw.replace(bullet, "").trim();
  if (text === "" || labels.test(text)) return false;
  const beforeColon = /^([^:.]{3,60}):\s*(.*)$/.exec(text);
  // "2. Hypertension, amlodipine continued": the number says that it is a problem, the first words which.
  const numbered = section.kind === "assessment" && /^\s*(?:\d{1,2}[.)]|#\d*)/.test(raw);
  const name = beforeColon?.[1] ?? (numbered ? (text.split(/,| - |;|\. /)[0] ?? text) : text);
  if (orderWords.test(name)) return false;
  const words = name.split(/\s+/).length;
  if (words > 22 || verbs.test(name)) return false;
  if (section.kind === "assessment") return words <= 16 || /^\s*(?:\d|[•#])/.test(raw);
  const next = section.lines.slice(at + 1).find((line) => line.text.trim() !== "")?.text ?? "";
  if (/^\s*[-•*]/.test(raw) && !labels.test(next.replace(bullet, "").trim())) return false;
  return (
    words <= 10 &&
    next !== "" &&
    !/[,;]$/.test(text) &&
    (labels.test(next.replace(bullet, "").trim()) || /^\s*[-•*]/.test(next) || !/[.]$/.test(text))
  );
}
